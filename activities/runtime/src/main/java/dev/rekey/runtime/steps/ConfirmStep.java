// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.words.CredentialId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Waits until a consumer is seen to use the new credential; a written value proves no use. */
final class ConfirmStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    PlannedRotation planned = attempt.planned();
    if (planned.places().isEmpty()) {
      return done(attempt, "no consumer is known", "no consumer");
    }
    if (attempt.past().fold().state().life().cutAnyway()) {
      return done(attempt, "cut anyway: not waited for", "not waited for");
    }
    if (attempt.byHand()) {
      return attested(attempt);
    }
    if (!attempt.issuer().tellsUse()) {
      return done(attempt, "the system does not tell use", "cannot know");
    }
    CredentialId issued = attempt.past().issued().orElseThrow(() -> new Lost("nothing is issued"));
    Instant used = attempt.lastUsed(issued).orElse(null);
    // Our own tries ended before the delivery; systems tell last use by the second.
    Instant delivered =
        attempt.past().doneAt(Step.DELIVER).orElseThrow().truncatedTo(ChronoUnit.SECONDS);
    if (used == null || !used.isAfter(delivered)) {
      requirePatience(attempt, issued);
      throw new Later(
          HeldReason.NOT_CONFIRMED,
          "%s was not used since it was delivered".formatted(issued),
          poll(planned.pace().confirmWithin()));
    }
    return done(attempt, "the new one is in use since it was delivered", used);
  }

  /** Somebody signed that people look instead: two of them say what they saw. */
  private static StepResult attested(Attempt attempt) {
    return Attestations.require(
        attempt,
        Task.Work.WRITE,
        "two people say that every consumer uses the new one",
        "two people attested that its consumers use the new one",
        facts(attempt, Map.of("seen", "by people", "attested", true)));
  }

  /** What was cut first was missing at its places for a while: that is measured here. */
  private static StepResult done(Attempt attempt, String note, Object seen) {
    return attempt.done(note, facts(attempt, Map.of("seen", seen)));
  }

  private static Map<String, Object> facts(Attempt attempt, Map<String, ?> seen) {
    Map<String, Object> facts = new LinkedHashMap<>(seen);
    SortedMap<String, String> gaps = Gaps.of(attempt.planned(), attempt.past());
    if (!gaps.isEmpty()) {
      facts.put(Gaps.FACT, gaps);
    }
    return facts;
  }

  /** Patience counts from the first look of this round, so that a signed retry waits anew. */
  private static void requirePatience(Attempt attempt, CredentialId issued) {
    Duration within = attempt.planned().pace().confirmWithin();
    Instant now = attempt.now();
    attempt.observations().add(attempt.operation(), now, "unused", issued.value());
    Instant first = attempt.observations().unbroken(attempt.operation(), "unused").getFirst();
    if (now.isAfter(first.plus(within))) {
      throw new Refusal(
          HeldReason.NOT_CONFIRMED,
          "%s was not used within %s after it was delivered: is its consumer running?"
              .formatted(issued, within));
    }
  }

  /** How often it is looked, where there is so much time. */
  static Duration poll(Duration within) {
    Duration tenth = within.dividedBy(20);
    return tenth.compareTo(Duration.ofSeconds(30)) > 0 ? Duration.ofSeconds(30) : tenth;
  }
}
