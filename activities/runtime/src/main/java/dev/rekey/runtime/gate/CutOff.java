// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.planning.PlannedRotation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cut-off of promise P2: what was made after it did not leak with the rest, so it dies only if
 * somebody signed that this very credential leaked; likewise what may have been made after it for
 * all that is known. What counts as such is in {@code docs/adr} (0006): an exposure in its row,
 * which the plan's approval signs, or a signed "cut anyway".
 */
public final class CutOff {

  private static final String WAYS =
      "record its exposure in a new plan, sign 'cut anyway', or rule it out";

  private CutOff() {}

  /**
   * Why the recorded credential may not be killed; empty if it may.
   *
   * @param created when the system says that it was made; null if it does not say
   */
  public static Optional<String> objection(
      PlannedRotation planned, Past past, @Nullable Instant created) {
    // Neither the plan's approval nor a deadline names this very one: only a decision does.
    boolean cut = past.fold().state().life().cutAnyway() && past.cutByDecision();
    if (planned.exposed() || cut) {
      return Optional.empty();
    }
    Optional<Instant> cutOff = past.cutOff();
    if (cutOff.isEmpty()) {
      return Optional.of("the chain records no cut-off");
    }
    if (created == null) {
      return Optional.of(
          ("the system does not say when %s was made, so that it may be from after the cut-off %s,"
                  + " and nobody signed that this very one leaked: "
                  + WAYS)
              .formatted(planned.id().credential(), cutOff.get()));
    }
    return created.isAfter(cutOff.get())
        ? Optional.of(
            ("%s was created %s, after the cut-off %s, and nobody signed that this very one leaked: "
                    + WAYS)
                .formatted(planned.id().credential(), created, cutOff.get()))
        : Optional.empty();
  }
}
