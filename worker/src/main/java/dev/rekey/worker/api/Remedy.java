// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.runtime.board.Standing;
import dev.rekey.words.CampaignName;
import dev.rekey.words.KindCapabilities.Overlap;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a person who reads of a hold can do.
 *
 * @param clock what happens by itself, and when
 * @param next the command that helps once its cause is gone
 * @param otherwise the command that has people do what the call does not; null where none can
 */
record Remedy(String clock, String next, @Nullable String otherwise) {

  static Remedy of(Standing one, HeldReason reason) {
    String otherwise = Verbs.byHand(one, reason) ? signed("by-hand", one) + " --reason TEXT" : null;
    return new Remedy(clock(one, reason), next(one, reason), otherwise);
  }

  private static String clock(Standing one, HeldReason reason) {
    if (reason == HeldReason.PAUSED) {
      return "goes on by itself after a resume";
    }
    if (reason == HeldReason.LANE_BUSY) {
      return "begins by itself when that one is done";
    }
    if (reason == HeldReason.OPENER_ALIVE) {
      return "goes on by itself once that is proven dead or excepted, or two people sign otherwise";
    }
    return reason.healsItself()
        ? "tries again by itself, and at once when its system passes a check"
        : "escalated at %s unless somebody decides"
            .formatted(
                one.since()
                    .plus(one.planned().pace().approvalWithin())
                    .truncatedTo(ChronoUnit.SECONDS));
  }

  private static String next(Standing one, HeldReason reason) {
    CampaignName campaign = one.planned().id().campaign();
    return switch (reason) {
      case PAUSED -> "rekey campaign resume " + campaign;
      case ABORTED, LEDGER_BEHIND -> "rekey campaign resume %s --reason TEXT".formatted(campaign);
      case STRANGER -> "rekey scope %s --state unresolved".formatted(campaign);
      case UNREACHABLE, NO_WORKER, BROWNOUT ->
          "rekey system check " + one.planned().id().lane().system();
      case LANE_BUSY -> "rekey status";
      case BY_HAND -> "rekey task list " + campaign;
      case OPENER_ALIVE -> signed("deliver-anyway", one) + " --reason TEXT";
      case UNATTESTED -> signed("attest", one) + " --reason TEXT";
      case OVERDUE -> signed("extend", one) + " --until TIME --reason TEXT";
      case DISPUTED -> signed("not-mine", one) + " --to TEAM --reason TEXT";
      case SLOTS_FULL -> signed("cut-anyway", one);
      // To try the same one again is what it does by itself; one that is dead has to be replaced.
      case NEW_NOT_ALIVE ->
          one.decided().overlap() == Overlap.NONE
              ? signed("retry", one)
              : signed("roll-back", one) + " --reason TEXT, then a retry issues another one";
      case REJECTED,
          CONFLICT,
          MISMATCH,
          NOT_CONFIRMED,
          UNHEALTHY,
          STILL_USED,
          STILL_ALIVE,
          UNDECIDED,
          DENIED,
          NO_DECISION,
          NOT_WARRANTED,
          TEMPORAL_BEHIND,
          TAMPERED,
          FORGED,
          TERMINATED,
          EXCEPTION_OVER,
          ROLLED_BACK,
          FAULT ->
          signed("retry", one);
    };
  }

  private static String signed(String verb, Standing one) {
    return "rekey %s %s %s --as PERSON --key FILE"
        .formatted(verb, one.planned().id().campaign(), one.planned().id().credential());
  }
}
