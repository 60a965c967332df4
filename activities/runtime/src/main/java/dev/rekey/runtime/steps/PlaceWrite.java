// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.PlaceVersion;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an attempt writes its place, whichever way the rotation goes. */
record PlaceWrite(Attempt attempt) {

  /** What was written before a crash has its outcome now. */
  void settle(PlaceVersion found) {
    attempt
        .past()
        .openIntent(Effect.Type.WRITE)
        .filter(intent -> Past.text(intent, "target").equals(attempt.place().toString()))
        .ifPresent(intent -> attempt.settle(intent, true, Map.of("version", found.value())));
  }

  /** Anything but the value that is to be replaced is somebody's. */
  void requireReplaceable(@Nullable CredentialValue replaced, CredentialValue found) {
    if (replaced == null || !replaced.matches(found)) {
      throw new Refusal(
          HeldReason.CONFLICT,
          "%s holds neither the leaked nor the new value: somebody changed it"
              .formatted(attempt.place()));
    }
  }

  /**
   * Writes over a version that was read; when something changed meanwhile, all is looked at again.
   *
   * @param intended what the ledger is to know of it
   */
  void over(PlaceVersion version, CredentialValue value, Map<String, ?> intended) {
    Outcome<PlaceVersion> written =
        attempt
            .effects()
            .pass(
                Effect.Type.WRITE,
                attempt.place().toString(),
                intended,
                () -> attempt.places().write(attempt.place(), value, version),
                now -> Map.of("version", now.value()));
    if (written instanceof Outcome.Rejected<PlaceVersion>(Rejection why, String message)
        && why == Rejection.CONFLICT) {
      throw new Later(HeldReason.CONFLICT, message, Duration.ofMillis(200));
    }
    attempt.expect(written);
  }
}
