// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.drill;

import static java.util.Objects.requireNonNull;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.words.Grade;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a drill found of one rotation.
 *
 * @param grade the best grade of "the old one is dead" that can be reached; null if nothing can be
 *     said because its system was not reached
 * @param holds why it would be held; empty if it would go through
 * @param notes what would not hold it, and yet somebody should know
 */
public record Finding(
    String rotation, @Nullable Grade grade, List<Hold> holds, List<String> notes) {

  /** One reason to hold, and how it shows. */
  public record Hold(HeldReason reason, String detail) {}

  public Finding {
    requireNonNull(rotation, "rotation is null");
    holds = List.copyOf(holds);
    notes = List.copyOf(notes);
  }

  /** Nothing could be asked of its system. */
  static Finding unreached(String rotation, HeldReason reason, String detail) {
    return new Finding(rotation, null, List.of(new Hold(reason, detail)), List.of());
  }

  /** The same with one reason to hold more. */
  Finding heldToo(HeldReason reason, String detail) {
    List<Hold> more = new ArrayList<>(holds);
    more.add(new Hold(reason, detail));
    return new Finding(rotation, grade, more, notes);
  }
}
