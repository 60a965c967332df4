// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Places.Reach;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;

/** Reads one place again just before the old credential is touched. */
final class RecheckPlaceStep implements StepWork {

  /**
   * The new value was deleted when the old one was proven dead, so that only the public id can tell
   * whether a place holds the old one again.
   */
  private static StepResult aliveAgain(Attempt attempt) {
    CredentialId leaked = attempt.planned().id().credential();
    try (CredentialValue found = attempt.expect(attempt.places().read(attempt.place())).value()) {
      if (found.names().contains("id") && found.says("id", leaked.value())) {
        throw new Refusal(
            HeldReason.CONFLICT,
            "%s holds %s again (expected: its replacement; put it back, then sign a retry)"
                .formatted(attempt.place(), leaked));
      }
    }
    return attempt.placeDone("the place does not name the old one", /* completes= */ false);
  }

  @Override
  public StepResult run(Attempt attempt) {
    if (attempt.step() != Step.WITHDRAW && attempt.past().retired()) {
      Unneeded.require(attempt);
      return attempt.placeDone("the place does not hold the leaked value", /* completes= */ false);
    }
    if (attempt.places().reach() == Reach.NOTHING) {
      return attempt.placeDone(
          "nobody but people can look at it: it is as they attested", /* completes= */ false);
    }
    if (attempt.step() == Step.WITHDRAW) {
      return withoutNew(attempt);
    }
    if (!attempt.past().fold().state().life().done().contains(Step.DELIVER)) {
      return attempt.placeDone("nothing was delivered: nothing to read again", false);
    }
    if (attempt.past().reopened()) {
      return aliveAgain(attempt);
    }
    try (CredentialValue fresh = attempt.newValue();
        CredentialValue found = attempt.expect(attempt.places().read(attempt.place())).value()) {
      return found.matches(fresh)
          ? attempt.placeDone("the place still holds the new value", /* completes= */ false)
          : attempt.regressed(
              "%s does not hold the new value any more: it is delivered again"
                  .formatted(attempt.place()));
    }
  }

  /** What is about to be withdrawn must stand nowhere. */
  private static StepResult withoutNew(Attempt attempt) {
    CredentialValue sealed = attempt.past().issued().flatMap(attempt::sealed).orElse(null);
    if (sealed == null || !attempt.past().everWritten(attempt.place())) {
      return attempt.placeDone("the new value was never here", /* completes= */ false);
    }
    try (CredentialValue fresh = sealed;
        CredentialValue found = attempt.expect(attempt.places().read(attempt.place())).value()) {
      return found.matches(fresh)
          ? attempt.regressed(
              "%s holds the new value again: the old one is put back".formatted(attempt.place()))
          : attempt.placeDone("the place does not hold the new value", /* completes= */ false);
    }
  }
}
