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
import dev.rekey.runtime.gate.SwitchedOff;
import dev.rekey.spi.Changed;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where nobody knows who uses the old credential: it is switched off for a while and on again, and
 * whoever missed it is seen while it is off, or as soon as it is on. Both are effects on record, so
 * that whatever attempt comes next, after a crash too, finds it switched off and goes on from
 * there: it never stays off by accident.
 */
final class Brownout {

  /** Under this name the effect that ends it records whether anybody was seen. */
  private static final String SEEN = "seen";

  private static final String NOBODY = "nobody";
  private static final int LOOKS = 10;

  private final Attempt attempt;
  private final Duration length;

  private Brownout(Attempt attempt) {
    this.attempt = attempt;
    this.length = attempt.planned().pace().brownout();
  }

  /** Whether one is under way: nothing else is looked at until it is over. */
  static boolean isOn(Attempt attempt) {
    return isOff(attempt)
        || SwitchedOff.ended(attempt.past().entries(), Step.OBSERVE, attempt.round()).isPresent();
  }

  private static boolean isOff(Attempt attempt) {
    return SwitchedOff.brownout(attempt.past().entries()).isPresent();
  }

  /**
   * Begins, goes on with or ends one; without one in the plan the step is done.
   *
   * @param note what was found before
   */
  static StepResult after(Attempt attempt, String note, Map<String, ?> facts) {
    PlannedRotation planned = attempt.planned();
    // Who was named since is known, and is seen to take up the new one.
    boolean needed = !planned.pace().brownout().isZero() && planned.places().isEmpty();
    return needed || isOn(attempt)
        ? new Brownout(attempt).goOn(note, facts)
        : attempt.done(note, facts);
  }

  private StepResult goOn(String note, Map<String, ?> facts) {
    Optional<Entry> over =
        SwitchedOff.ended(attempt.past().entries(), Step.OBSERVE, attempt.round());
    if (over.isPresent()) {
      return whileOn(over.get(), note, facts);
    }
    if (!isOff(attempt) || attempt.past().openIntent(Effect.Type.DISABLE).isPresent()) {
      Outcome<Changed> disabled = pass(Effect.Type.DISABLE, Map.of());
      if (isGone(disabled)) {
        return attempt.done(note + "; it is gone already", facts);
      }
      attempt.expect(disabled);
    }
    return whileOff(note, facts);
  }

  private StepResult whileOff(String note, Map<String, ?> facts) {
    Instant off = SwitchedOff.in(attempt.past().entries()).orElseThrow().since();
    Instant until = off.plus(length);
    String seen = used(off.plus(attempt.planned().lag()), lastUsed()).orElse(NOBODY);
    attempt.watch("switched off until %s, to see who misses it".formatted(until));
    if (seen.equals(NOBODY) && attempt.now().isBefore(until)) {
      throw later(until, "it is switched off until %s, to see who misses it".formatted(until));
    }
    Outcome<Changed> enabled = pass(Effect.Type.ENABLE, Map.of(SEEN, seen, "off", off));
    if (isGone(enabled)) {
      return attempt.done(note + "; somebody deleted it while it was switched off", facts);
    }
    if (enabled instanceof Outcome.Rejected<Changed>(Rejection _, String message)) {
      throw new Refusal(
          HeldReason.BROWNOUT,
          "%s is switched off since %s and cannot be switched on again: %s"
              .formatted(attempt.planned().id().credential(), off, message));
    }
    attempt.expect(enabled);
    Entry over =
        SwitchedOff.ended(attempt.past().entries(), Step.OBSERVE, attempt.round()).orElseThrow();
    return whileOn(over, note, facts);
  }

  /** Systems that count only what they let in show who was refused as soon as he is let in. */
  private StepResult whileOn(Entry over, String note, Map<String, ?> facts) {
    String seen = Past.text(over, SEEN);
    String off = Past.text(over, "off");
    if (!seen.equals(NOBODY)) {
      throw missed("it was switched off from %s, and %s".formatted(off, seen));
    }
    if (attempt.issuer().can().lastUsed() == LastUsed.EXACT) {
      Outcome<Optional<Instant>> asked = lastUsed();
      attempt.expect(asked);
      Optional<String> used = used(over.at(), asked);
      if (used.isPresent()) {
        throw missed(
            "it was switched off from %s to %s, and %s".formatted(off, over.at(), used.get()));
      }
      Instant until = over.at().plus(length);
      attempt.watch("switched on again; who comes back to it is watched until " + until);
      if (attempt.now().isBefore(until)) {
        throw later(until, "it is on again, and watched until " + until);
      }
    }
    Map<String, Object> all = new LinkedHashMap<>(facts);
    all.put("brownout", Map.of("off", off, "on", over.at().toString()));
    return attempt.done(
        "%s; it was switched off for %s, and %s"
            .formatted(
                note,
                length,
                attempt.issuer().tellsUse()
                    ? "nobody was seen to miss it"
                    : "its system does not tell who misses it"),
        all);
  }

  private Refusal missed(String how) {
    return new Refusal(
        HeldReason.STILL_USED,
        "%s: find who needs %s and give them another one, then sign a retry"
            .formatted(how, attempt.planned().id().credential()));
  }

  private Later later(Instant until, String why) {
    Duration left = Duration.between(attempt.now(), until);
    Duration part = length.dividedBy(LOOKS);
    return new Later(HeldReason.BROWNOUT, why, left.compareTo(part) < 0 ? left : part);
  }

  private Outcome<Optional<Instant>> lastUsed() {
    return attempt.issuer().lastUsed(attempt.planned().id().credential());
  }

  /** Who used it later than that, as far as the system tells. */
  private static Optional<String> used(Instant after, Outcome<Optional<Instant>> answer) {
    return answer instanceof Outcome.Done<Optional<Instant>>(Optional<Instant> last)
        ? last.filter(used -> used.isAfter(after)).map(used -> "used at " + used)
        : Optional.empty();
  }

  private Outcome<Changed> pass(Effect.Type type, Map<String, ?> recorded) {
    PlannedRotation planned = attempt.planned();
    return attempt
        .effects()
        .pass(
            type,
            planned.id().credential().value(),
            Map.of("because", "brownout"),
            () ->
                type == Effect.Type.DISABLE
                    ? attempt.issuer().disable(planned.id().credential())
                    : attempt.issuer().enable(planned.id().credential()),
            changed -> {
              Map<String, Object> body = new LinkedHashMap<>(recorded);
              body.put("changed", changed);
              return body;
            });
  }

  private static boolean isGone(Outcome<Changed> outcome) {
    return outcome instanceof Outcome.Rejected<Changed>(Rejection why, String _)
        && why == Rejection.NOT_FOUND;
  }
}
