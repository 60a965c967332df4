// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Places.Reach;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;

/**
 * Reads a place of which somebody said that it needs the leaked value no more: whoever is wrong
 * about that would break a consumer, so that it is looked at and not believed.
 */
final class Unneeded {

  private static final String ID = "id";

  private Unneeded() {}

  /**
   * Requires that the place holds another value, or none; a signed cut asks no place.
   *
   * @throws Refusal if it holds the leaked one, or nobody can tell
   */
  static void require(Attempt attempt) {
    if (attempt.past().fold().state().life().cutAnyway()) {
      return;
    }
    if (attempt.places().reach() == Reach.NOTHING) {
      throw nobodyCanTell(attempt);
    }
    Outcome<Reading> asked = attempt.places().read(attempt.place());
    if (asked instanceof Outcome.Rejected<Reading>(Rejection why, String _)
        && why == Rejection.NOT_FOUND) {
      return;
    }
    CredentialId leaked = attempt.planned().id().credential();
    try (CredentialValue found = attempt.expect(asked).value();
        CredentialValue held = attempt.oldValue().orElse(null)) {
      boolean named = found.names().contains(ID);
      boolean same = held == null ? named && found.says(ID, leaked.value()) : held.matches(found);
      if (same && held == null) {
        // The value that is to be proven dead is seldom at hand: here it is.
        attempt.seal(Role.OLD, leaked, found);
      }
      if (same) {
        throw new Refusal(
            HeldReason.CONFLICT,
            "%s still holds %s, which is said to be in use nowhere: take it out, then sign a retry"
                .formatted(attempt.place(), leaked));
      }
      if (held == null && !named) {
        throw nobodyCanTell(attempt);
      }
    }
  }

  private static Refusal nobodyCanTell(Attempt attempt) {
    return new Refusal(
        HeldReason.CONFLICT,
        "nobody can tell whether %s holds %s: look there, and sign cut-anyway if it does not"
            .formatted(attempt.place(), attempt.planned().id().credential()));
  }
}
