// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the new value to one place: the new one there is done, the old one is replaced under an
 * optimistic lock, anything else is somebody's and never overwritten.
 */
final class DeliverStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    try (CredentialValue fresh = attempt.newValue();
        CredentialValue old = attempt.oldValue().orElse(null)) {
      Reading reading = attempt.expect(attempt.places().read(attempt.place()));
      try (CredentialValue found = reading.value()) {
        if (found.matches(fresh)) {
          settle(attempt, reading.version());
          return attempt.placeDone("the place holds the new value", /* completes= */ true);
        }
        requireOld(attempt, old, found);
      }
      write(attempt, fresh, reading.version());
    }
    return attempt.placeDone("the new value was written", /* completes= */ true);
  }

  /** What was written before a crash has its outcome now. */
  private static void settle(Attempt attempt, PlaceVersion found) {
    attempt
        .past()
        .openIntent(Effect.Type.WRITE)
        .filter(intent -> Past.text(intent, "target").equals(attempt.place().toString()))
        .ifPresent(intent -> attempt.settle(intent, true, Map.of("version", found.value())));
  }

  private static void requireOld(
      Attempt attempt, @Nullable CredentialValue old, CredentialValue found) {
    if (old == null || !old.matches(found)) {
      throw new Refusal(
          HeldReason.CONFLICT,
          "%s holds neither the leaked nor the new value: somebody changed it"
              .formatted(attempt.place()));
    }
  }

  private static void write(Attempt attempt, CredentialValue fresh, PlaceVersion version) {
    Outcome<PlaceVersion> written =
        attempt.pass(
            Effect.Type.WRITE,
            attempt.place().toString(),
            Map.of("version", version.value()),
            () -> attempt.places().write(attempt.place(), fresh, version),
            now -> Map.of("version", now.value()));
    if (written instanceof Outcome.Rejected<PlaceVersion>(Rejection why, String message)
        && why == Rejection.CONFLICT) {
      throw new Later(HeldReason.CONFLICT, message, Duration.ofMillis(200));
    }
    attempt.expect(written);
  }
}
