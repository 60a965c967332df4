// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.spi.Access;
import dev.rekey.spi.Listed;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Disposition;
import dev.rekey.words.Grade;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Proves that the old credential is dead (P5): refused with the declared signature, again and again
 * over the kind's lag, while a good credential passes and nonsense is refused alike; and gone from
 * the list. Without a baseline the list alone counts, and the grade says so.
 */
final class ProveStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (attempt.issuer().can().byHand()) {
      return ProveByHand.dead(attempt);
    }
    requireAbsent(attempt);
    boolean baseline =
        attempt
            .past()
            .facts(Step.PREFLIGHT)
            .map(facts -> Boolean.TRUE.equals(facts.get("baseline")))
            .orElse(false);
    try (CredentialValue old = attempt.oldValue().orElse(null)) {
      if (old == null || !baseline) {
        return attempt.done(
            "the system lists it no more",
            Map.of("grade", text(Grade.ABSENT), "listed", false, "complete", true));
      }
      String signature = refused(attempt, old);
      String nonsense = controls(attempt, signature);
      attempt.observations().add(attempt.operation(), attempt.now(), "refused", signature);
      return conclude(attempt, signature, nonsense);
    }
  }

  private static StepResult conclude(Attempt attempt, String signature, String nonsense) {
    PlannedRotation planned = attempt.planned();
    Duration window = planned.pace().proveWindow();
    int times = planned.pace().proveTimes();
    List<Instant> refusals = attempt.observations().unbroken(attempt.operation(), "refused");
    boolean enough =
        refusals.size() >= times
            && !Duration.between(refusals.getFirst(), refusals.getLast())
                .minus(window)
                .isNegative();
    if (!enough) {
      throw new Later(
          HeldReason.UNDECIDED,
          "refused %d of %d times".formatted(refusals.size(), times),
          window.dividedBy(Math.max(1, times - 1)));
    }
    return attempt.done(
        "refused %d times, under controls".formatted(refusals.size()),
        Map.of(
            "grade",
            text(Grade.REFUSED),
            "refusals",
            refusals.size(),
            "first",
            refusals.getFirst(),
            "last",
            refusals.getLast(),
            "signature",
            signature,
            "control-good",
            "alive",
            "control-nonsense",
            nonsense,
            "listed",
            false,
            "complete",
            true));
  }

  private static void requireAbsent(Attempt attempt) {
    PlannedRotation planned = attempt.planned();
    Listed listed = attempt.listed();
    if (!listed.complete()) {
      throw new Later(HeldReason.UNDECIDED, "the list is not complete", planned.lag().dividedBy(2));
    }
    if (listed.find(planned.id().credential()).isPresent()) {
      throw new Later(
          HeldReason.STILL_ALIVE,
          "%s is still listed".formatted(planned.id().credential()),
          planned.lag().dividedBy(2));
    }
  }

  private static String refused(Attempt attempt, CredentialValue old) {
    return switch (attempt.issuer().probe(old)) {
      case Verdict.Refused(String signature) -> signature;
      case Verdict.Alive(IdentityName identity) -> {
        attempt.observations().add(attempt.operation(), attempt.now(), "alive", identity.value());
        throw new Later(
            HeldReason.STILL_ALIVE,
            "the old one is still accepted",
            attempt.planned().lag().dividedBy(4));
      }
      case Verdict.Undecided(String why, Duration after) -> {
        attempt.observations().add(attempt.operation(), attempt.now(), "undecided", why);
        throw new Later(HeldReason.UNDECIDED, why, after);
      }
    };
  }

  /**
   * At the same time: a good credential passes, and nonsense looks like what we call dead.
   *
   * @return with what nonsense was refused
   */
  private static String controls(Attempt attempt, String signature) {
    if (!goodPasses(attempt)) {
      throw new Later(
          HeldReason.UNDECIDED,
          "a good credential does not pass either: the refusal proves nothing",
          Duration.ofSeconds(1));
    }
    if (!(attempt.issuer().probeNonsense() instanceof Verdict.Refused(String nonsense)
        && nonsense.equals(signature))) {
      throw new Later(
          HeldReason.UNDECIDED,
          "nonsense is not refused alike: the refusal proves nothing",
          Duration.ofSeconds(1));
    }
    return nonsense;
  }

  private static boolean goodPasses(Attempt attempt) {
    if (attempt.planned().disposition() == Disposition.REPLACE) {
      try (CredentialValue fresh = attempt.newValue()) {
        return attempt.issuer().probe(fresh) instanceof Verdict.Alive;
      }
    }
    return attempt.tools().systems().client(attempt.planned().id().lane().system()).check()
        instanceof Outcome.Done<Access>;
  }

  private static String text(Grade grade) {
    return grade.name().toLowerCase(Locale.ROOT);
  }
}
