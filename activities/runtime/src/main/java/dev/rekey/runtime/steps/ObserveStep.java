// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Waits until the old credential lies unused for as long as the plan says; where the system does
 * not tell use, as long after the new one is in force, so that whoever keeps the old one in memory
 * comes to read the new one.
 */
final class ObserveStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    PlannedRotation planned = attempt.planned();
    Pace pace = planned.pace();
    if (Brownout.isOn(attempt) || pace.observeFor().isZero()) {
      String before =
          pace.observeFor().isZero()
              ? "nothing else was waited for"
              : "what had to be waited for before was";
      return Brownout.after(attempt, before, Map.of());
    }
    if (!attempt.issuer().tellsUse()) {
      return waited(attempt);
    }
    Instant since = inForce(attempt).or(() -> attempt.past().doneAt(Step.PREFLIGHT)).orElseThrow();
    Instant used = attempt.lastUsed(planned.id().credential()).orElse(null);
    Instant quietFrom = used == null || used.isBefore(since) ? since : used;
    Instant quietUntil = quietFrom.plus(pace.observeFor());
    if (!attempt.now().isBefore(quietUntil)) {
      return Brownout.after(
          attempt,
          "the old one lay unused for %s".formatted(pace.observeFor()),
          Map.of("unused", "since " + quietFrom));
    }
    if (attempt.now().isAfter(since.plus(pace.observeAtMost()))) {
      throw new Refusal(
          HeldReason.STILL_USED,
          "the old one was used at %s: by a consumer nobody knows, or by the attacker"
              .formatted(quietFrom));
    }
    throw new Later(
        HeldReason.STILL_USED,
        "the old one was last used at %s".formatted(quietFrom),
        Duration.between(attempt.now(), quietUntil));
  }

  private static Optional<Instant> inForce(Attempt attempt) {
    return attempt.past().doneAt(Step.VALIDATE);
  }

  /** Where nothing took its place there is nothing to come to. */
  private static StepResult waited(Attempt attempt) {
    Duration length = attempt.planned().pace().observeFor();
    Instant until = inForce(attempt).map(since -> since.plus(length)).orElse(attempt.now());
    if (attempt.now().isBefore(until)) {
      throw new Later(
          HeldReason.STILL_USED,
          "the system does not tell use: consumers have until %s to read the new one"
              .formatted(until),
          Duration.between(attempt.now(), until));
    }
    return Brownout.after(
        attempt,
        "the system does not tell use; consumers had %s to read the new one".formatted(length),
        Map.of("unused", "cannot know"));
  }
}
