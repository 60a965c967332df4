// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;

/** Reads a place before the first side effect: it must hold the leaked value, which is sealed. */
final class CheckPlaceStep implements StepWork {

  /** The part of a value that is the credential's public id, where a kind has one. */
  private static final String ID = "id";

  @Override
  public StepResult run(Attempt attempt) {
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
}
