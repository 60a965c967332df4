// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.Mistake;
import java.util.List;

/** What came of reading a list. */
public sealed interface IntakeResult {

  /**
   * The list was read: every row of it is here, good or bad.
   *
   * @param rows in the list's order
   * @param notes what the reader took otherwise than it is written, one sentence each
   */
  record Read(List<ScopeRow> rows, List<String> notes) implements IntakeResult {
    public Read {
      rows = List.copyOf(rows);
      notes = List.copyOf(notes);
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
