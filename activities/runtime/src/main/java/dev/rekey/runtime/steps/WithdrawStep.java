// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Changed;
import dev.rekey.spi.Listed;
import dev.rekey.words.CredentialId;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.Revoke;
import dev.rekey.words.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * The last step of the way back: removes what Rekey issued once nobody uses it, and is done once
 * the system lists none of it any more. Of an issue whose answer was lost, the system is asked
 * first (P3).
 */
final class WithdrawStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    Optional<CredentialId> ours = attempt.past().issued().or(() -> found(attempt));
    attempt
        .past()
        .issued()
        .filter(_ -> attempt.past().everWritten())
        .ifPresent(id -> GoneBack.require(attempt, id));
    ours.ifPresent(id -> withdraw(attempt, id));
    requireGone(attempt);
    return attempt.done(
        "rolled back: what leaked is alive and where it was; a retry begins anew",
        Map.of("withdrawn", ours.map(CredentialId::value).orElse("nothing")));
  }

  private static Optional<CredentialId> found(Attempt attempt) {
    Optional<Entry> open = attempt.past().openIntent(Effect.Type.ISSUE);
    if (open.isEmpty()) {
      return Optional.empty();
    }
    return switch (attempt.issuer().can().issue()) {
      case OWN_VALUE -> new OwnValue(attempt).standing(open.get());
      case BY_HAND -> IssueByHand.standing(attempt, open.get());
      case CALL, IN_PLACE -> IssueStep.reconcile(attempt, open.get());
    };
  }

  private static void withdraw(Attempt attempt, CredentialId ours) {
    if (attempt.issuer().can().revoke() == Revoke.BY_HAND) {
      throw new Refusal(
          HeldReason.REJECTED,
          "%s was issued and no call removes it: delete it by hand, or sign cut-anyway to go forward"
              .formatted(ours));
    }
    Outcome<Changed> withdrawn =
        attempt
            .effects()
            .pass(
                Effect.Type.WITHDRAW,
                ours.value(),
                Map.of("because", "it is rolled back"),
                () -> attempt.issuer().revoke(ours),
                changed -> Map.of("changed", changed));
    attempt.expect(withdrawn);
  }

  /**
   * While one of ours is listed it takes a slot, and looks like one that lives; of those that were
   * lost before, one may still stand.
   */
  private static void requireGone(Attempt attempt) {
    KindCapabilities can = attempt.issuer().can();
    if (attempt.past().everIssued().isEmpty() || can.list() == KindCapabilities.Listing.NONE) {
      return;
    }
    Listed listed = attempt.listed();
    attempt.past().everIssued().stream()
        .map(CredentialId::new)
        .filter(id -> listed.find(id).isPresent())
        .findFirst()
        .ifPresent(id -> {
          if (!attempt.past().withdrawn(id)) {
            withdraw(attempt, id);
          }
          throw new Later(
              HeldReason.STILL_ALIVE,
              "%s was withdrawn and is still listed".formatted(id),
              attempt.planned().lag().dividedBy(2));
        });
  }
}
