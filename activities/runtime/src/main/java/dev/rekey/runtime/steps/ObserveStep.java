// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.KindCapabilities.LastUsed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Waits until the old credential lies unused for as long as the plan says. */
final class ObserveStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    PlannedRotation planned = attempt.planned();
    Pace pace = planned.pace();
    if (attempt.issuer().capabilities().lastUsed() == LastUsed.NONE) {
      return attempt.done("the system does not tell use", Map.of("unused", "cannot know"));
    }
    Instant since =
        attempt
            .past()
            .doneAt(Step.VALIDATE)
            .or(() -> attempt.past().doneAt(Step.PREFLIGHT))
            .orElseThrow();
    Instant used =
        attempt
            .expect(attempt.issuer().list(planned.id().lane().identity()))
            .find(planned.id().credential())
            .map(ListedCredential::lastUsed)
            .orElse(null);
    Instant quietFrom = used == null || used.isBefore(since) ? since : used;
    Instant quietUntil = quietFrom.plus(pace.observeFor());
    if (!attempt.now().isBefore(quietUntil)) {
      return attempt.done(
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
}
