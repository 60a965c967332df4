// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Changed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.KindCapabilities.Disable;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where nobody knows who uses the old credential: it is switched off for a while, watched, and
 * switched on again. Both are effects on record, so that whatever attempt comes next, after a crash
 * too, finds it switched off and goes on from there: it never stays off by accident.
 */
final class Brownout {

  /** Under this name the effect that ends it records who was seen. */
  private static final String SEEN = "seen";

  private static final String NOBODY = "nobody";
  private static final int LOOKS = 10;

  private Brownout() {}

  /** Whether one is under way: nothing else is looked at until it is over. */
  static boolean isOn(Attempt attempt) {
    return attempt.past().brownedOutAt().isPresent();
  }

  /**
   * Begins, goes on with or ends one; without one in the plan the step is done.
   *
   * @param note what was found before
   */
  static StepResult after(Attempt attempt, String note, Map<String, ?> facts) {
    PlannedRotation planned = attempt.planned();
    Duration length = planned.pace().brownout();
    // Who was named since is known, and is seen to take up the new one.
    boolean needed = !length.isZero() && planned.places().isEmpty();
    if (!isOn(attempt) && (!needed || attempt.issuer().capabilities().disable() != Disable.YES)) {
      return attempt.done(note, facts);
    }
    Optional<Entry> over = attempt.past().outcome(Effect.Type.ENABLE, Step.OBSERVE, attempt.round());
    String seen = over.map(entry -> Past.text(entry, SEEN)).orElseGet(() -> watch(attempt, length));
    if (!seen.equals(NOBODY)) {
      throw new Refusal(
          HeldReason.STILL_USED,
          "%s was missed when it was switched off, %s: find who uses it, then sign a retry"
              .formatted(planned.id().credential(), seen));
    }
    Map<String, Object> all = new LinkedHashMap<>(facts);
    all.put("brownout", length.toString());
    return attempt.done("%s; switched off for %s, nobody was seen to miss it".formatted(note, length), all);
  }

  private static String watch(Attempt attempt, Duration length) {
    Instant off = switchedOff(attempt);
    Instant until = off.plus(length);
    String seen = sighting(attempt, off);
    if (seen.equals(NOBODY) && attempt.now().isBefore(until)) {
      Duration left = Duration.between(attempt.now(), until);
      Duration part = length.dividedBy(LOOKS);
      throw new Later(
          HeldReason.STILL_USED,
          "switched off until %s, to see who misses it".formatted(until),
          left.compareTo(part) < 0 ? left : part);
    }
    switchOn(attempt, seen);
    return seen;
  }

  /** When it was switched off; it is now, if it was not. */
  private static Instant switchedOff(Attempt attempt) {
    Optional<Entry> intent =
        attempt.past().openIntent(Effect.Type.DISABLE).filter(Brownout::isBrownout);
    Optional<Instant> off = attempt.past().brownedOutAt();
    if (off.isPresent() && intent.isEmpty()) {
      return off.get();
    }
    Outcome<Changed> disabled =
        attempt.pass(
            Effect.Type.DISABLE,
            attempt.planned().id().credential().value(),
            Map.of("because", "brownout"),
            () ->
                attempt
                    .issuer()
                    .disable(
                        attempt.planned().id().lane().identity(),
                        attempt.planned().id().credential()),
            changed -> Map.of("changed", changed));
    if (disabled instanceof Outcome.Rejected<Changed>(Rejection why, String message)
        && why == Rejection.NOT_FOUND) {
      throw new Refusal(HeldReason.MISMATCH, message);
    }
    attempt.expect(disabled);
    return attempt.now();
  }

  private static boolean isBrownout(Entry intent) {
    return Step.OBSERVE.text().equals(Past.text(intent, "step"));
  }

  /** Who was seen, as far as the system tells; systems tell use by the second. */
  private static String sighting(Attempt attempt, Instant off) {
    if (attempt.issuer().capabilities().lastUsed() == LastUsed.NONE) {
      return NOBODY;
    }
    return attempt
        .expect(attempt.issuer().list(attempt.planned().id().lane().identity()))
        .find(attempt.planned().id().credential())
        .map(ListedCredential::lastUsed)
        .filter(used -> used.isAfter(off.plus(attempt.planned().lag())))
        .map(used -> "used at " + used)
        .orElse(NOBODY);
  }

  private static void switchOn(Attempt attempt, String seen) {
    attempt.expect(
        attempt.pass(
            Effect.Type.ENABLE,
            attempt.planned().id().credential().value(),
            Map.of("because", "brownout"),
            () ->
                attempt
                    .issuer()
                    .enable(
                        attempt.planned().id().lane().identity(),
                        attempt.planned().id().credential()),
            changed -> Map.of("changed", changed, SEEN, seen)));
  }
}
