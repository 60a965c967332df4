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
 * Puts the old value back to one place that Rekey may have written: the old one there is done, the
 * new one is replaced under an optimistic lock, anything else is somebody's and never overwritten.
 */
final class RestorePlaceStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (!attempt.past().everWritten(attempt.place())) {
      return attempt.placeDone("nothing was written here", /* completes= */ true);
    }
    try (CredentialValue old = attempt.oldValue().orElse(null);
        CredentialValue fresh = fresh(attempt)) {
      Reading reading = attempt.expect(attempt.places().read(attempt.place()));
      try (CredentialValue found = reading.value()) {
        if (old != null && found.matches(old)) {
          settle(attempt, reading.version());
          return attempt.placeDone("the place holds the old value", /* completes= */ true);
        }
        requireNew(attempt, fresh, found);
      }
      write(attempt, held(attempt, old), reading.version());
    }
    return attempt.placeDone("the old value was put back", /* completes= */ true);
  }

  private static @Nullable CredentialValue fresh(Attempt attempt) {
    return attempt.past().issued().flatMap(attempt::sealed).orElse(null);
  }

  /** What was written before a crash has its outcome now. */
  private static void settle(Attempt attempt, PlaceVersion found) {
    attempt
        .past()
        .openIntent(Effect.Type.WRITE)
        .filter(intent -> Past.text(intent, "target").equals(attempt.place().toString()))
        .ifPresent(intent -> attempt.settle(intent, true, Map.of("version", found.value())));
  }

  private static void requireNew(
      Attempt attempt, @Nullable CredentialValue fresh, CredentialValue found) {
    if (fresh == null || !fresh.matches(found)) {
      throw new Refusal(
          HeldReason.CONFLICT,
          "%s holds neither the leaked nor the new value: somebody changed it"
              .formatted(attempt.place()));
    }
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

  private static void write(Attempt attempt, CredentialValue old, PlaceVersion version) {
    Outcome<PlaceVersion> written =
        attempt.pass(
            Effect.Type.WRITE,
            attempt.place().toString(),
            Map.of("version", version.value(), "value", "old"),
            () -> attempt.places().write(attempt.place(), old, version),
            now -> Map.of("version", now.value()));
    if (written instanceof Outcome.Rejected<PlaceVersion>(Rejection why, String message)
        && why == Rejection.CONFLICT) {
      throw new Later(HeldReason.CONFLICT, message, Duration.ofMillis(200));
    }
    attempt.expect(written);
  }
}
