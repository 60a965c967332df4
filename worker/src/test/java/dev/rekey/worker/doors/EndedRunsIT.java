// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.runtime.reconcile.Reconciler;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are ended or turned back from outside: nothing is lost, nothing is done twice. */
@Together
@Order(2)
@ExtendWith(OneSite.class)
@Timeout(1500)
class EndedRunsIT {

  private static final Map<String, Target> BEGUN = new ConcurrentHashMap<>();

  private static Site site;

  /** Nobody uses their places, and it takes a while until that is noticed: of all at once. */
  @BeforeAll
  static void open(Site shared) {
    site = shared;
    for (String what : List.of("rotation", "campaign")) {
      for (String command : List.of("terminate", "cancel", "delete")) {
        begin(what + "-" + command);
      }
    }
    List.of("reset-first", "reset-mid", "campaign-reset", "ends-meanwhile")
        .forEach(EndedRunsIT::begin);
  }

  private static void begin(String name) {
    BEGUN.put(name, site.target(name));
  }

  /** One that was begun, once it is held because nobody uses its place. */
  private static Target held(String name) {
    Target target = requireNonNull(BEGUN.get(name), name);
    target.untilHeld("not-confirmed");
    return target;
  }

  @ParameterizedTest
  @ValueSource(strings = {"terminate", "cancel", "delete"})
  void aRotationThatIsEndedIsStartedAnewAsHeld(String command) {
    Target target = held("rotation-" + command);

    site.intruder().end(command, target.workflow());

    target.untilAlarm("though it is not proven; started anew as held");
    target.untilHeld("not-confirmed");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void anOwnerIsNotAskedAgainWhenTheRunIsEnded() {
    Target target = site.askingTarget("rotation-asked");
    target.untilWaiting();

    site.intruder().temporal("workflow", "terminate", "--workflow-id", target.workflow());

    target.untilHeld("terminated");
    try (Traffic _ = Traffic.start(site.world(), List.of(target.leak()))) {
      target.retry();
      target.untilWaiting();
      target.approve();
      target.untilProven();
    }
    target.requireEnded();
  }

  /** It reads the ledger again, and so stands where it stood. */
  @Test
  void aRunThatIsResetToItsBeginningStandsWhereTheLedgerStands() {
    Target target = held("reset-first");

    String before = site.intruder().run(target.workflow());
    reset(target.workflow(), firstTask(target.workflow()));

    untilAnotherRun(target, target.workflow(), before);
    assertThat(target.isHeld("not-confirmed")).isTrue();
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void aRunThatIsResetToAfterTheIssueIsHeldAsTemporalBehind() {
    Target target = held("reset-mid");

    reset(target.workflow(), taskAfter(target.workflow(), "Issue"));

    target.untilHeld("temporal-behind");
    target.untilAlarm("the ledger is ahead");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @ParameterizedTest
  @ValueSource(strings = {"terminate", "cancel", "delete"})
  void aCampaignThatIsEndedGoesOn(String command) {
    Target target = held("campaign-" + command);

    site.intruder().end(command, target.campaignWorkflow());

    target.untilAlarm("though it is not closed; started anew");
    target.untilHeld("not-confirmed");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void aCampaignThatIsResetGoesOn() {
    Target target = held("campaign-reset");

    String before = site.intruder().run(target.wave());
    reset(target.campaignWorkflow(), firstTask(target.campaignWorkflow()));

    untilAnotherRun(target, target.wave(), before);
    target.untilHeld("not-confirmed");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @ParameterizedTest
  @ValueSource(strings = {"terminate", "cancel", "delete"})
  @ResourceLock(Site.LOCKS)
  void aWaveThatIsEndedBeforeItStartedItsLanesIsStartedAnew(String command) throws SQLException {
    Target target = site.prepared("wave-" + command, "write", "none");
    String chain =
        "%s/aws-prod/%s/iam-access-key/%s"
            .formatted(target.name(), target.name(), target.leak().id());
    Connection plan;
    try (Connection _ = site.lockChain(chain)) {
      target.people().startApproved();
      awaitPending(target, target.campaignWorkflow(), "RecordPlanDecision");
      plan = site.lock("lock table plan in access exclusive mode");
    }
    try (plan) {
      awaitPending(target, target.wave(), "WaveLanes");
      site.intruder().end(command, target.wave());
    }

    target.untilAlarm("started anew");
    // By the campaign, or by the reconciler as held: whoever is quicker.
    target.people().until("held", Target.PATIENCE, () -> target.is("held"));
    target.retryToTheEnd();
  }

  /** Somebody else's workflow under the wave's id looks like the wave, until it ends. */
  @Test
  @ResourceLock(Site.LOCKS)
  void lanesOfAWaveThatNeverRanAreStartedAsHeld() throws SQLException {
    Target target = site.prepared("wave-squatted", "write", "none");
    site.intruder()
        .temporal(
            "workflow",
            "start",
            "--workflow-id",
            target.wave(),
            "--type",
            "Squatter",
            "--task-queue",
            "nobody");
    // Else it might end the squatter itself, and the wave would run after all.
    try (Connection _ = site.lockReconciler()) {
      SignedStatement approval = target.people().startApproved();
      target
          .people()
          .until(
              "met by the campaign",
              Target.PATIENCE,
              () -> {
                // The reconciler would bring what got no answer at once.
                target.people().decide(approval, List.of());
                return metSquatter(target);
              });
      site.intruder().temporal("workflow", "terminate", "--workflow-id", target.wave());
    }

    target.untilHeld("terminated");
    target.untilAlarm("though it is not proven; started anew as held");
    target.retryToTheEnd();
  }

  @Test
  void aLaneThatComesToItsEndWhileItIsLookedAtRaisesNoAlarm() {
    Target target = held("ends-meanwhile");

    AtomicBoolean ended = new AtomicBoolean();
    Reconciler late =
        site.reconciler(query -> {
          // It was not proven when the standings were read.
          if (query.contains(target.name()) && ended.compareAndSet(false, true)) {
            target.retryToProven();
            target
                .people()
                .until(
                    "its run has ended",
                    Target.PATIENCE,
                    () -> site.intruder().isCompleted(target.workflow()));
          }
        });
    target
        .people()
        .until(
            "a round of its own",
            Target.PATIENCE,
            () -> {
              late.run();
              return ended.get();
            });

    assertThat(target.alarms()).isEmpty();
    target.requireEnded();
  }

  private static boolean metSquatter(Target target) {
    return site.intruder()
        .temporal("workflow", "show", "--workflow-id", target.campaignWorkflow())
        .contains("StartChildWorkflowExecutionFailed");
  }

  private static void awaitPending(Target target, String workflow, String activity) {
    target
        .people()
        .until(
            activity,
            Target.PATIENCE,
            () -> site.intruder().pending(workflow, activity).isPresent());
  }

  private static void reset(String workflow, long event) {
    site.intruder()
        .temporal(
            "workflow",
            "reset",
            "--workflow-id",
            workflow,
            "--event-id",
            String.valueOf(event),
            "--reason",
            "a look back");
  }

  private static long firstTask(String workflow) {
    return site.intruder().history(workflow).stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
        .mapToLong(HistoryEvent::getEventId)
        .findFirst()
        .orElseThrow();
  }

  /** The first task that was completed after an activity of that type was. */
  private static long taskAfter(String workflow, String activity) {
    List<HistoryEvent> events = site.intruder().history(workflow);
    long scheduled =
        events.stream()
            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
            .filter(event ->
                event
                    .getActivityTaskScheduledEventAttributes()
                    .getActivityType()
                    .getName()
                    .equals(activity))
            .mapToLong(HistoryEvent::getEventId)
            .findFirst()
            .orElseThrow();
    long completed =
        events.stream()
            .filter(HistoryEvent::hasActivityTaskCompletedEventAttributes)
            .filter(event ->
                event.getActivityTaskCompletedEventAttributes().getScheduledEventId() == scheduled)
            .mapToLong(HistoryEvent::getEventId)
            .findFirst()
            .orElseThrow();
    return events.stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
        .mapToLong(HistoryEvent::getEventId)
        .filter(event -> event > completed)
        .findFirst()
        .orElseThrow();
  }

  private static void untilAnotherRun(Target target, String workflow, String before) {
    target
        .people()
        .until(
            "another run of " + workflow,
            Target.PATIENCE,
            () -> !site.intruder().run(workflow).equals(before));
  }
}
