// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import static java.util.Objects.requireNonNullElse;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a source.
 *
 * @param line from 1
 * @param state {@code resolved}, {@code unresolved}, {@code ruled-out} or {@code known}
 * @param shown the row as people may see it
 * @param reason why it is in that state; empty if there is nothing to say
 * @param rotation the rotation that it became; null if none
 * @param reused what it shares with which others, that are not dead with it; none if nothing
 */
public record RowView(
    String source,
    int line,
    String state,
    String shown,
    @Nullable String reason,
    @Nullable String rotation,
    List<String> reused) {

  public RowView {
    // A server of an earlier version does not say.
    reused = List.copyOf(requireNonNullElse(reused, List.of()));
  }

  /** {@code source:line}, as people look it up and decisions name it. */
  public String row() {
    return source + ":" + line;
  }

  /** What a decision about this row is about: the row, bound to the text that was shown of it. */
  public Item item() {
    return new Item(row(), Digest.ofText(shown));
  }
}
