// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import java.util.Map;

/**
 * Writes the new value to one place: the new one there is done, the old one is replaced under an
 * optimistic lock, anything else is somebody's and never overwritten.
 */
final class DeliverStep implements StepWork {

  private static final String ID = "id";

  @Override
  public StepResult run(Attempt attempt) {
    if (WriteByHand.isFor(attempt)) {
      return WriteByHand.deliver(attempt);
    }
    PlaceWrite write = new PlaceWrite(attempt);
    try (CredentialValue fresh = attempt.newValue();
        CredentialValue old = attempt.oldValue().orElse(null)) {
      Reading reading = attempt.expect(attempt.places().read(attempt.place()));
      try (CredentialValue found = reading.value()) {
        if (found.matches(fresh)) {
          write.settle(reading.version());
          return attempt.placeDone("the place holds the new value", /* completes= */ true);
        }
        if (old == null && found.names().contains(ID) && found.says(ID, leaked(attempt))) {
          // A place that was named late: the first one at which the leaked value was found.
          attempt.seal(Role.OLD, attempt.planned().id().credential(), found);
        } else {
          write.requireReplaceable(old, found);
        }
      }
      write.over(reading.version(), fresh, Map.of("version", reading.version().value()));
    }
    return attempt.placeDone("the new value was written", /* completes= */ true);
  }

  private static String leaked(Attempt attempt) {
    return attempt.planned().id().credential().value();
  }
}
