// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the old value back to one place that Rekey may have written: the old one there is done, the
 * new one is replaced under an optimistic lock, anything else is somebody's and never overwritten.
 */
final class RestorePlaceStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (!attempt.past().everWritten(attempt.place())) {
      return attempt.placeDone("nothing was written here", /* completes= */ true);
    }
    if (WriteByHand.isFor(attempt)) {
      return WriteByHand.restore(attempt);
    }
    PlaceWrite write = new PlaceWrite(attempt);
    try (CredentialValue old = attempt.oldValue().orElse(null);
        CredentialValue fresh = fresh(attempt)) {
      Reading reading = attempt.expect(attempt.places().read(attempt.place()));
      try (CredentialValue found = reading.value()) {
        if (old != null && found.matches(old)) {
          write.settle(reading.version());
          return attempt.placeDone("the place holds the old value", /* completes= */ true);
        }
        write.requireReplaceable(fresh, found);
      }
      write.over(
          reading.version(),
          held(attempt, old),
          Map.of("version", reading.version().value(), "value", "old"));
    }
    return attempt.placeDone("the old value was put back", /* completes= */ true);
  }

  private static @Nullable CredentialValue fresh(Attempt attempt) {
    return attempt.past().issued().flatMap(attempt::sealed).orElse(null);
  }

  private static CredentialValue held(Attempt attempt, @Nullable CredentialValue old) {
    if (old == null) {
      throw new Refusal(
          HeldReason.REJECTED,
          "the old value is not held, so that it cannot be put back to %s"
              .formatted(attempt.place()));
    }
    return old;
  }
}
