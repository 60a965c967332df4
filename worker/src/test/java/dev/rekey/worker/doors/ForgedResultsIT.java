// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Together;
import io.temporal.api.common.v1.Payload;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Whoever reaches Temporal can say that a step is done; only the ledger is believed. */
@Together
@Order(5)
@ExtendWith(OneSite.class)
@Timeout(1500)
class ForgedResultsIT {

  private static final int BLOWS = 50;

  private static Site site;

  @BeforeAll
  static void open(Site shared) {
    site = shared;
  }

  @Test
  void aResultInClearIsHeldAsForged() {
    Target target = site.target("forged-clear");
    String activity = target.untilPending("Confirm").getActivityId();

    site.intruder()
        .temporal(
            "activity",
            "complete",
            "--workflow-id",
            target.workflow(),
            "--activity-id",
            activity,
            "--result",
            "{\"outcome\":{\"outcome\":\"done\"},\"head\":{\"seq\":99,\"hash\":\"sha256:00\"},"
                + "\"note\":\"\"}");

    requireForged(target);
  }

  @Test
  void aSealedResultOfAnotherWorkflowIsHeldAsForged() {
    Target other = site.target("forged-other");
    Target target = site.target("forged-foreign");
    other.untilPending("Confirm");
    String activity = target.untilPending("Confirm").getActivityId();

    site.intruder()
        .complete(
            target.workflow(), activity, site.intruder().resultOf(other.workflow(), "Deliver"));

    requireForged(target);
  }

  @Test
  void aSealedPayloadWhoseLabelWasRemovedIsHeldAsForged() {
    Target target = site.target("forged-label");
    String activity = target.untilPending("Confirm").getActivityId();
    Payload sealed = site.intruder().resultOf(target.workflow(), "Deliver");

    site.intruder()
        .complete(
            target.workflow(), activity, sealed.toBuilder().removeMetadata("rekey-for").build());

    requireForged(target);
  }

  @Test
  void aSealedAnswerToAnotherQuestionIsHeldAsForged() {
    Target target = site.target("forged-question");
    String activity = target.untilPending("Confirm").getActivityId();

    site.intruder()
        .complete(
            target.workflow(), activity, site.intruder().resultOf(target.workflow(), "OpenLane"));

    requireForged(target);
  }

  /** The workflow cannot tell it from the truth; the next step asks the ledger. */
  @Test
  void aReplayedResultOfTheStepBeforeIsNotWarranted() {
    Target target = site.target("forged-replay");
    String activity = target.untilPending("Confirm").getActivityId();

    site.intruder()
        .complete(
            target.workflow(), activity, site.intruder().resultOf(target.workflow(), "Deliver"));

    target.untilHeld("not-warranted");
    target.untilAlarm("the ledger stands at");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void aReplayedResultOfAnEarlierStepIsHeldAsTemporalBehind() {
    Target target = site.target("forged-earlier");
    String activity = target.untilPending("Confirm").getActivityId();

    site.intruder()
        .complete(
            target.workflow(), activity, site.intruder().resultOf(target.workflow(), "Issue"));

    target.untilHeld("temporal-behind");
    target.untilAlarm("the ledger is ahead");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void aFailureFromOutsideHoldsWithAnAlarm() {
    Target target = site.target("forged-failure");
    target.untilPending("Confirm");

    target.people().until("an attempt is hit", Target.PATIENCE, () -> isHit(target));

    target.untilHeld("forged");
    target.untilAlarm("somebody made confirm fail for good, which no step of ours does");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  /** An attempt is short: several blows at one time, and anew when nobody waits for it any more. */
  private static boolean isHit(Target target) {
    if (target.isHeld("not-confirmed")) {
      target.retry();
    }
    return site.intruder()
        .pending(target.workflow(), "Confirm")
        .filter(confirm -> isHit(target, confirm.getActivityId()))
        .isPresent();
  }

  private static boolean isHit(Target target, String activity) {
    return IntStream.range(0, BLOWS)
        .anyMatch(_ -> site.intruder().fail(target.workflow(), activity, "all-is-well"));
  }

  @Test
  @ResourceLock(Site.LOCKS)
  void aForgedAnswerOfTheLedgerIsAskedForAgainWithAnAlarm() throws SQLException {
    Target target = site.askingTarget("forged-ledger");
    target.untilWaiting();
    try (Connection _ = site.lockChain(target.rotation())) {
      target.approve();
      String activity = target.untilPending("RecordDecision").getActivityId();
      site.intruder().complete(target.workflow(), activity, Intruder.clear("{\"admitted\":true}"));
      target.untilAlarm("an answer of the ledger cannot be read as one of ours");
    }
    target.untilHeld("not-confirmed");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  private static void requireForged(Target target) {
    target.untilHeld("forged");
    target.untilAlarm("cannot be read as one of ours");
    target.requireUntouched();
    assertThat(target.view().get("step").stringValue()).isEqualTo("confirm");
    target.retryToTheEnd();
  }
}
