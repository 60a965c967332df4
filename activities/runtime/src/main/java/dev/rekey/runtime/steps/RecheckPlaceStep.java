// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.words.CredentialValue;

/** Reads one place again just before the old credential is touched. */
final class RecheckPlaceStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (attempt.step() == Step.WITHDRAW) {
      return withoutNew(attempt);
    }
    if (!attempt.past().fold().state().life().done().contains(Step.DELIVER)) {
      return attempt.placeDone("nothing was delivered: nothing to read again", false);
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
