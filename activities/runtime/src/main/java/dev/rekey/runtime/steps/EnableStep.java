// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.gate.SwitchedOff;
import dev.rekey.spi.Changed;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.KindCapabilities.Disable;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.util.Map;

/**
 * The first step of the way back: says before anything is changed whether there is one, and
 * switches the old credential on again where it may be off.
 */
final class EnableStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    Past past = attempt.past();
    requireBeforePivot(attempt.planned(), past);
    requireOldValue(attempt, past);
    // A crash may have come between what was done and the step that says so.
    boolean off = past.facts(Step.DISABLE).isPresent() || past.mayBeDisabled();
    if (!off || attempt.issuer().can().disable() != Disable.YES) {
      return attempt.done("the old one was not switched off", Map.of("enabled", "was never off"));
    }
    return enable(attempt);
  }

  private static StepResult enable(Attempt attempt) {
    // Once it is on, only its lag is waited for: nothing is done anew at each look.
    if (SwitchedOff.ended(attempt.past().entries(), Step.ENABLE, attempt.round()).isPresent()) {
      requireAlive(attempt);
      return attempt.done("the old one is switched on again", Map.of("enabled", "before"));
    }
    PlannedRotation planned = attempt.planned();
    Outcome<Changed> enabled =
        attempt
            .effects()
            .pass(
                Effect.Type.ENABLE,
                planned.id().credential().value(),
                Map.of(),
                () -> attempt.issuer().enable(planned.id().credential()),
                changed -> Map.of("changed", changed));
    if (enabled instanceof Outcome.Rejected<Changed>(Rejection why, String _)
        && why == Rejection.NOT_FOUND) {
      throw new Refusal(
          HeldReason.MISMATCH,
          "%s is gone: there is no way back; to go forward, sign cut-anyway"
              .formatted(planned.id().credential()));
    }
    Changed changed = attempt.expect(enabled);
    requireAlive(attempt);
    return attempt.done("the old one is switched on again", Map.of("enabled", changed));
  }

  /** Systems take a while to accept it everywhere; no consumer is to get it before. */
  private static void requireAlive(Attempt attempt) {
    try (CredentialValue old = attempt.oldValue().orElse(null)) {
      if (old == null) {
        return;
      }
      switch (attempt.issuer().probe(old)) {
        case Verdict.Alive _ -> {
          // It can be put back now.
        }
        case Verdict.Refused(String signature) ->
            throw new Later(
                HeldReason.UNDECIDED,
                "the old one, switched on again, is refused so far: " + signature,
                attempt.planned().lag().dividedBy(4));
        case Verdict.Undecided(String why, Duration after) ->
            throw new Later(HeldReason.UNDECIDED, "the old one, switched on again: " + why, after);
      }
    }
  }

  private static void requireBeforePivot(PlannedRotation planned, Past past) {
    if (past.mayBeDead()) {
      throw new Refusal(
          HeldReason.MISMATCH,
          "%s may be dead already: there is no way back; to go forward, sign cut-anyway"
              .formatted(planned.id().credential()));
    }
  }

  /** Only what is held can be put back; a disabled one that cannot is better left to people. */
  private static void requireOldValue(Attempt attempt, Past past) {
    try (CredentialValue old = attempt.oldValue().orElse(null)) {
      if (old == null && past.everWritten()) {
        throw new Refusal(
            HeldReason.REJECTED,
            ("the value of %s is not held, so that it cannot be put back; nothing was changed: to go"
                    + " forward, sign cut-anyway")
                .formatted(attempt.planned().id().credential()));
      }
    }
  }
}
