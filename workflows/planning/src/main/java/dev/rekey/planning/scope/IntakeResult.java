// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.Mistake;
import dev.rekey.words.CredentialValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of reading a list. */
public sealed interface IntakeResult {

  /**
   * The list was read: every row of it is here, good or bad.
   *
   * @param rows in the list's order
   * @param notes what the reader took otherwise than it is written, one sentence each
   * @param values what a scanner found, by the line of its row: for the escrow and nothing else.
   *     Whoever has the result closes it
   */
  record Read(List<ScopeRow> rows, List<String> notes, Map<Integer, CredentialValue> values)
      implements IntakeResult, AutoCloseable {

    /** Without values. */
    Read(List<ScopeRow> rows, List<String> notes) {
      this(rows, notes, Map.of());
    }

    public Read {
      rows = List.copyOf(rows);
      notes = List.copyOf(notes);
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public void close() {
      values.values().forEach(CredentialValue::close);
    }
  }

  /**
   * The list can't be read at all, so nothing of it may be taken in; at least one mistake.
   *
   * @param proposal flags with which its columns could be read; empty if there is none to make
   */
  record Unreadable(List<Mistake> mistakes, List<String> proposal) implements IntakeResult {

    Unreadable(List<Mistake> mistakes) {
      this(mistakes, List.of());
    }

    public Unreadable {
      mistakes = List.copyOf(mistakes);
      proposal = List.copyOf(proposal);
      if (mistakes.isEmpty()) {
        throw new IllegalArgumentException("unreadable without a mistake");
      }
    }
  }
}
