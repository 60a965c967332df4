// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tries the new credential until it works, again and again over the kind's lag; one that is gone is
 * issued anew.
 */
final class ProveNewStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (attempt.issuer().can().byHand()) {
      return ProveByHand.fresh(attempt);
    }
    PlannedRotation planned = attempt.planned();
    // Without an overlap the old value is dead already: every further try prolongs the outage.
    boolean inPlace = planned.overlap() == Overlap.NONE;
    Duration window = inPlace ? Duration.ZERO : planned.pace().proveNewWindow();
    int times = inPlace ? 1 : planned.pace().proveNewTimes();
    try (CredentialValue value = attempt.newValue()) {
      look(attempt, value);
    }
    List<Instant> alive = attempt.observations().unbroken(attempt.operation(), "alive");
    boolean enough =
        alive.size() >= times
            && !Duration.between(alive.getFirst(), alive.getLast()).minus(window).isNegative();
    if (!enough) {
      throw new Later(
          HeldReason.NEW_NOT_ALIVE,
          "accepted %d of %d times".formatted(alive.size(), times),
          window.dividedBy(Math.max(1, times - 1)));
    }
    return attempt.done(
        "the new one was accepted %d times".formatted(alive.size()),
        Map.of("accepted", alive.size(), "first", alive.getFirst(), "last", alive.getLast()));
  }

  private static void look(Attempt attempt, CredentialValue value) {
    IdentityName expected = attempt.planned().id().lane().identity();
    String operation = attempt.operation();
    switch (attempt.issuer().probe(value)) {
      case Verdict.Alive(IdentityName identity) -> {
        if (!attempt.issuer().isSpokenForBy(identity)) {
          throw new Refusal(
              HeldReason.MISMATCH,
              "the new one speaks for %s (expected: %s)".formatted(identity, expected));
        }
        attempt.observations().add(operation, attempt.now(), "alive", identity.value());
      }
      case Verdict.Refused(String signature) -> {
        attempt.observations().add(operation, attempt.now(), "refused", signature);
        ListedNew.requireNotGone(attempt);
        throw new Later(
            HeldReason.NEW_NOT_ALIVE,
            "the new one is refused so far: " + signature,
            attempt.planned().lag().dividedBy(4));
      }
      case Verdict.Undecided(String why, Duration after) ->
          throw new Later(HeldReason.UNDECIDED, "the new one: " + why, after);
    }
  }
}
