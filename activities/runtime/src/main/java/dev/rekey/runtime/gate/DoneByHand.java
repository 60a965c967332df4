// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.evidence.chain.Entry;
import java.util.List;
import java.util.Optional;

/** Who did something by hand: whatever comes of it, others attest. */
public final class DoneByHand {

  private DoneByHand() {}

  /** Who signed that they did this; empty if a call did it, or it is something else. */
  public static Optional<String> by(Entry entry) {
    return entry.type().equals("outcome") && entry.body().containsKey("signed")
        ? Optional.of(Past.text(entry, "person"))
        : Optional.empty();
  }

  /** Who signed for the last work by hand in a chain. */
  public static Optional<String> last(List<Entry> entries) {
    return entries.reversed().stream().map(DoneByHand::by).flatMap(Optional::stream).findFirst();
  }
}
