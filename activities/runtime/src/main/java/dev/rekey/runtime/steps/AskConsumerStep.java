// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.gate.Consumers;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Health;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks one consumer whether it is well, and waits until it is. Before the owner is asked, at
 * preflight, and where an outage was accepted, what it answers is recorded and stops nothing.
 */
final class AskConsumerStep implements StepWork {

  private static final String WELL = "well";
  private static final String UNWELL = "unwell";

  @Override
  public StepResult run(Attempt attempt) {
    requireInForce(attempt);
    HealthCheck check = attempt.check();
    boolean first = attempt.step() == Step.APPROVE;
    boolean accepted = Consumers.isOutageAccepted(attempt.past(), attempt.step());
    Outcome<Health> asked = attempt.tools().systems().client(check.system()).health().ask(check);
    if ((accepted || first) && asked instanceof Outcome.Rejected<Health>(var _, String message)) {
      return answered(attempt, new Health(false, "was not asked: " + message));
    }
    Health health = attempt.expect(asked);
    boolean stops = !accepted && !first && attempt.step() != Step.PREFLIGHT;
    if (health.well()) {
      if (stops) {
        attempt.observations().add(attempt.operation(), attempt.now(), WELL, check.url());
      }
      return attempt.consumer(health);
    }
    if (stops || isGivenTime(attempt)) {
      requirePatience(attempt, health, stops);
    }
    return answered(attempt, health);
  }

  /** Nobody signs anything after a deadline's cut: it gets the usual time, and then is told of. */
  private static boolean isGivenTime(Attempt attempt) {
    return attempt.step() == Step.VALIDATE
        && Consumers.isCutAtDeadline(attempt.past())
        && !attempt.past().cutByDecision();
  }

  private static StepResult answered(Attempt attempt, Health health) {
    if (isGivenTime(attempt)) {
      attempt.alarm(
          "%s %s; it was cut at its deadline and is not waited for: mend the consumer"
              .formatted(attempt.check().url(), health.answer()));
    }
    return attempt.consumer(health);
  }

  /** What the disable hurts shows only where it holds. */
  private static void requireInForce(Attempt attempt) {
    Instant disabled = attempt.past().fold().disabledAt();
    if (attempt.step() != Step.SOAK || disabled == null) {
      return;
    }
    Instant holds = disabled.plus(attempt.planned().lag());
    if (attempt.now().isBefore(holds)) {
      throw new Later(
          HeldReason.UNHEALTHY,
          "consumers are asked at %s, when the disable holds everywhere".formatted(holds),
          Duration.between(attempt.now(), holds));
    }
  }

  /** Patience counts from the first look that saw it unwell, so that a signed retry waits anew. */
  private static void requirePatience(Attempt attempt, Health health, boolean stops) {
    Duration within = attempt.planned().pace().confirmWithin();
    Instant now = attempt.now();
    String what = "%s %s".formatted(attempt.check().url(), health.answer());
    attempt.observations().add(attempt.operation(), now, UNWELL, health.answer());
    Instant first = attempt.observations().unbroken(attempt.operation(), UNWELL).getFirst();
    if (!now.isAfter(first.plus(within))) {
      throw new Later(HeldReason.UNHEALTHY, what, ConfirmStep.poll(within));
    }
    if (stops) {
      throw new Refusal(
          HeldReason.UNHEALTHY, "%s for %s%s".formatted(what, within, whatNext(attempt)));
    }
  }

  private static String whatNext(Attempt attempt) {
    return Consumers.lastWellBeforeDisable(attempt.past(), attempt.checkIndex())
        .map(
            ", and was well at %s, before the old one was disabled: roll back to switch it on again"
                ::formatted)
        .orElse(
            attempt.past().fold().disabledAt() == null
                ? ": the old one is left alone; mend the consumer, then sign a retry"
                : ": mend the consumer, then sign a retry");
  }
}
