// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.spi.Changed;
import dev.rekey.words.KindCapabilities.Disable;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.util.Map;

/** Switches the old credential off, reversibly, where the system can. */
final class DisableStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    PlannedRotation planned = attempt.planned();
    if (attempt.byHand()) {
      return byHand(attempt);
    }
    if (attempt.issuer().can().disable() != Disable.YES) {
      return attempt.done("the system cannot disable one alone", Map.of("disabled", "cannot"));
    }
    Outcome<Changed> disabled =
        attempt
            .effects()
            .pass(
                Effect.Type.DISABLE,
                planned.id().credential().value(),
                Map.of(),
                () -> attempt.issuer().disable(planned.id().credential()),
                changed -> Map.of("changed", changed));
    if (disabled instanceof Outcome.Rejected<Changed>(Rejection why, String _)
        && why == Rejection.NOT_FOUND) {
      return attempt.done("the old one is gone already", Map.of("disabled", "gone already"));
    }
    Changed changed = attempt.expect(disabled);
    return attempt.done("the old one is disabled", Map.of("disabled", changed));
  }

  private static StepResult byHand(Attempt attempt) {
    CutByHand.settle(attempt, Task.Work.DISABLE, Effect.Type.DISABLE, "switch off");
    return attempt.done("the old one was switched off by hand", Map.of("disabled", "by hand"));
  }
}
