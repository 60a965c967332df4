// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Places.Reach;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.util.List;

/**
 * Reads a place before the first side effect, and again just before an issue that is the cut: it
 * must hold the leaked value, which is sealed.
 */
final class CheckPlaceStep implements StepWork {

  /** The part of a value that is the credential's public id, where a kind has one. */
  private static final String ID = "id";

  @Override
  public StepResult run(Attempt attempt) {
    if (attempt.step() == Step.ISSUE && attempt.past().fold().state().life().cutAnyway()) {
      return attempt.placeDone("cut anyway: the place is not asked", /* completes= */ false);
    }
    if (attempt.past().retired()) {
      Unneeded.require(attempt);
      return attempt.placeDone("the place does not hold the leaked value", /* completes= */ false);
    }
    if (attempt.places().reach() == Reach.NOTHING) {
      return attempt.placeDone("nobody but people can look at it", /* completes= */ false);
    }
    if (attempt.places().reach() == Reach.WRITE) {
      requireRights(attempt);
    }
    CredentialId leaked = attempt.planned().id().credential();
    try (CredentialValue found = attempt.expect(attempt.places().read(attempt.place())).value();
        CredentialValue held = attempt.oldValue().orElse(null)) {
      if (found.names().contains(ID) && !found.says(ID, leaked.value())) {
        throw new Refusal(
            HeldReason.CONFLICT,
            "%s holds another credential (expected: %s)".formatted(attempt.place(), leaked));
      }
      if (held == null) {
        attempt.seal(Role.OLD, leaked, found);
      } else if (!held.matches(found)) {
        throw new Refusal(
            HeldReason.CONFLICT,
            "%s holds another value of %s than the other places"
                .formatted(attempt.place(), leaked));
      }
    }
    return attempt.placeDone("the place holds the leaked value", /* completes= */ false);
  }

  /** A place that cannot be written is found before anything is issued for it. */
  private static void requireRights(Attempt attempt) {
    Outcome<List<String>> asked = attempt.places().missingRights(attempt.place());
    if (asked instanceof Outcome.Rejected<List<String>>(Rejection why, String _)
        && why == Rejection.FORBIDDEN) {
      // Who may not even ask may still read and write: the first call that may not will tell.
      return;
    }
    List<String> missing = attempt.expect(asked);
    if (!missing.isEmpty()) {
      throw new Refusal(
          HeldReason.REJECTED,
          "Rekey's credential for %s lacks %s: grant it, then sign a retry"
              .formatted(attempt.place().system(), String.join(", ", missing)));
    }
  }
}
