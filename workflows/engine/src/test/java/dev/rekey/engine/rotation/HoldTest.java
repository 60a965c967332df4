// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Person;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.engine.rotation.AskRequest.Urgency;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.RotationId;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What cannot go on is held, with a reason and a clock, until a person or the cause moves it. */
@Timeout(60)
class HoldTest {

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  private static RotationId id(Sample sample) {
    return sample.planned().getFirst().id();
  }

  /** A lane whose issue the system refuses once. */
  private Running rejected(String name) {
    Sample sample = Sample.of(name).places(0).unasked();
    rotations.steps.script(id(sample), "Issue", rotations.steps.blocked(HeldReason.REJECTED));
    Running run = rotations.start(sample);
    run.untilHeld("the system refuses the call");
    return run;
  }

  private Person bob() {
    return rotations.people.bob;
  }

  @Test
  void aRejectedStepWaitsForASignedRetry() {
    Running run = rejected("retried");
    assertThat(run.log()).containsExactly("Preflight", "Issue");

    assertThat(run.decide(run.onHold(bob(), Verb.RETRY))).startsWith("taken: retry");
    run.finish();

    assertThat(Collections.frequency(run.log(), "Issue")).isEqualTo(2);
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void whileAHoldWaitsPeopleAreAskedAgainLessAndLessOften() {
    Running run = rejected("escalated");

    TEMPORAL.pass(Duration.ofDays(16));

    List<AskRequest> asked = rotations.ledger.asked(run.planned().id());
    assertThat(rotations.ledger.notices(run.planned().id()))
        .containsExactlyElementsOf(asked)
        .allSatisfy(one -> assertThat(one.urgency()).isEqualTo(Urgency.ESCALATE));
    Instant first = rotations.ledger.askedAt(asked.getFirst());
    assertThat(asked)
        .extracting(one -> Duration.between(first, rotations.ledger.askedAt(one)).toDays())
        .startsWith(0L, 2L, 6L);
    assertThat(run.log()).containsExactly("Preflight", "Issue");
  }

  @Test
  void cutAnywayKillsTheOldOneFirst() {
    Running run = rejected("cut");

    run.decide(run.onHold(bob(), Verb.CUT_ANYWAY));
    run.finish();

    assertThat(run.log())
        .containsExactly(
            "Preflight",
            "Issue",
            "Disable",
            "Revoke",
            "Issue",
            "ProveNew",
            "Confirm",
            "Validate",
            "Prove");
  }

  @Test
  void theAuthorOfThePlanDoesNotCut() {
    Running run = rejected("author-cuts");

    assertThat(run.refusal(run.onHold(rotations.people.alice, Verb.CUT_ANYWAY)))
        .contains("expected: another person decides");
    assertThat(run.log()).containsExactly("Preflight", "Issue");
  }

  @Test
  void anExceptionTakesTwoPeopleRestsUntilItsDateAndIsHeldAgain() {
    Running run = rejected("excepted");
    Instant end = TEMPORAL.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.MILLIS);
    Delivery exception = run.onHold(bob(), Verb.EXCEPT, end.toString());

    run.decide(exception);
    Rotations.until(
        "first signature is on record",
        () ->
            rotations.ledger.entries(run.planned().id()).stream()
                .anyMatch(entry -> entry.type().equals("decision")));
    assertThat(run.standing()).contains("HELD");
    assertThat(run.refusal(run.countersign(bob(), exception)))
        .contains("bob@example.com signed the exception (expected: another person)");
    assertThat(run.standing()).contains("HELD");

    run.decide(run.countersign(rotations.people.carla, exception));
    Rotations.until("rests", () -> run.standing().contains("rests under a signed exception"));
    TEMPORAL.pass(Duration.ofDays(21));
    run.untilHeld("its exception has expired");
    assertThat(rotations.ledger.entries(run.planned().id()).getLast().at())
        .isBetween(end, end.plusSeconds(60));
    assertThat(run.log()).containsExactly("Preflight", "Issue");

    run.decide(run.onHold(bob(), Verb.RETRY));
    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void aDecisionAboutAnEarlierHoldOfTheSameKindIsTooLate() {
    Sample sample = Sample.of("late").places(0).unasked();
    rotations.steps.script(
        id(sample),
        "Issue",
        rotations.steps.blocked(HeldReason.REJECTED),
        rotations.steps.blocked(HeldReason.REJECTED));
    Running run = rotations.start(sample);
    run.untilHeld("the system refuses the call");
    Delivery retry = run.onHold(bob(), Verb.RETRY);
    Delivery cut = run.onHold(bob(), Verb.CUT_ANYWAY);
    run.decide(retry);
    Rotations.until("held again", () -> Collections.frequency(run.log(), "Issue") == 2);
    run.untilHeld("the system refuses the call");

    assertThat(run.refusal(cut)).contains("decision is about nothing that waits here");
  }

  @Test
  void aDecisionThatIsQuickerThanTheRunIsTakenWhenTheRunIsThere() {
    Sample sample = Sample.of("quick").places(0).unasked();
    Sample[] started = {sample};
    rotations.steps.script(
        id(sample),
        "Issue",
        request -> {
          // The hold stands on the board, and somebody decides before the workflow hears of it.
          StepResult held = rotations.steps.blocked(HeldReason.REJECTED).apply(request);
          Running run = rotations.running(started[0]);
          assertThat(run.refusal(run.onHold(bob(), Verb.RETRY))).startsWith("not-open-yet");
          run.signal(run.onHold(bob(), Verb.RETRY));
          return held;
        });

    Running run = rotations.start(sample);
    run.finish();

    assertThat(Collections.frequency(run.log(), "Issue")).isEqualTo(2);
    assertThat(rotations.ledger.alarms(sample.campaign())).isEmpty();
  }

  @Test
  void anUnreachableSystemIsTriedAgainWithoutADecision() {
    Sample sample = Sample.of("heals").places(0).unasked();
    rotations.steps.script(id(sample), "Issue", rotations.steps.blocked(HeldReason.UNREACHABLE));
    Running run = rotations.start(sample);
    run.untilHeld("the system cannot be reached");

    run.finish();

    assertThat(Collections.frequency(run.log(), "Issue")).isEqualTo(2);
    assertThat(rotations.ledger.asked(run.planned().id())).isEmpty();
  }

  @Test
  void aNudgeDoesNotWaitForTheClock() {
    Sample sample = Sample.of("nudged").places(0).unasked();
    rotations.steps.script(id(sample), "Issue", rotations.steps.blocked(HeldReason.UNREACHABLE));
    Running run = rotations.start(sample);
    run.untilHeld("the system cannot be reached");

    run.stub().signal("nudge");

    Rotations.until("tried again", () -> Collections.frequency(run.log(), "Issue") == 2);
    run.finish();
  }

  @Test
  void aNudgeDoesNotLiftAHoldThatNeedsAPerson() {
    Running run = rejected("nudged-in-vain");

    run.stub().signal("nudge");
    TEMPORAL.pass(Duration.ofHours(1));

    assertThat(run.log()).containsExactly("Preflight", "Issue");
  }

  @Test
  void aThrottledStepWaitsAsLongAsTheSystemSays() {
    Sample sample = Sample.of("throttled").places(0).unasked();
    Instant[] tried = new Instant[2];
    rotations.steps.script(
        id(sample),
        "Issue",
        request -> {
          tried[0] = TEMPORAL.now();
          return rotations
              .steps
              .later(HeldReason.UNREACHABLE, Duration.ofMinutes(4))
              .apply(request);
        },
        request -> {
          tried[1] = TEMPORAL.now();
          return rotations.steps.outcome(new StepOutcome.Done()).apply(request);
        });
    Running run = rotations.start(sample);
    run.finish();

    assertThat(Duration.between(tried[0], tried[1]))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    assertThat(rotations.ledger.entries(run.planned().id()))
        .noneMatch(entry -> entry.type().equals("held"));
  }

  @Test
  void aSystemThatThrottlesForTooLongIsAHold() {
    Sample sample = Sample.of("throttles").places(0).unasked();
    for (int attempt = 0; attempt < 9; attempt++) {
      rotations.steps.script(
          id(sample),
          "Issue",
          rotations.steps.later(HeldReason.UNREACHABLE, Duration.ofMinutes(1)));
    }
    Running run = rotations.start(sample);
    run.finish();

    assertThat(rotations.ledger.entries(run.planned().id()))
        .filteredOn(entry -> entry.type().equals("held"))
        .hasSize(1)
        .allSatisfy(entry ->
            assertThat(entry.body())
                .containsEntry("reason", "unreachable")
                .containsEntry("note", "not now"));
  }

  @Test
  void aQueueThatNobodyServesIsAHoldUntilAWorkerComes() {
    SystemName unserved = new SystemName("bitbucket-prod");
    Sample sample = Sample.of("unserved").in(unserved).places(0).unasked();
    // Time does not fly while an activity waits: the queue counts as unserved after a real second.
    rotations.ledger.timing(
        sample.campaign(),
        new Timing(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofSeconds(1)));
    Running run = rotations.start(sample);
    run.untilHeld("no worker serves the system");
    assertThat(run.log()).isEmpty();

    TEMPORAL.serve(TaskQueues.of(unserved), rotations.steps);
    run.finish();

    assertThat(run.log()).endsWith("Prove");
    assertThat(rotations.ledger.entries(run.planned().id()).getFirst().body())
        .containsEntry("reason", "no-worker");
  }

  @Test
  void aPlaceThatWasPutBackIsDeliveredAgainBeforeTheOldOneIsTouched() {
    Sample sample = Sample.of("regressed").places(2).unasked();
    rotations.steps.script(
        id(sample), "RecheckPlace", rotations.steps.outcome(new StepOutcome.Regressed()));
    Running run = rotations.start(sample);
    run.finish();

    assertThat(run.log())
        .containsSubsequence(
            "Observe",
            "RecheckPlace@0",
            "Deliver@0",
            "Deliver@1",
            "Confirm",
            "Validate",
            "RecheckPlace@0",
            "RecheckPlace@1",
            "Disable",
            "Revoke");
    assertThat(Collections.frequency(run.log(), "Issue")).isEqualTo(1);
    assertThat(Collections.frequency(run.log(), "Disable")).isEqualTo(1);
  }

  @Test
  void aLostReplacementIsIssuedAgain() {
    Sample sample = Sample.of("lost").places(1).unasked();
    rotations.steps.script(id(sample), "Confirm", rotations.steps.outcome(new StepOutcome.Lost()));
    Running run = rotations.start(sample);
    run.finish();

    assertThat(run.log())
        .containsSubsequence(
            "Issue",
            "ProveNew",
            "Deliver@0",
            "Confirm",
            "Issue",
            "ProveNew",
            "Deliver@0",
            "Confirm",
            "Validate",
            "Disable");
  }

  @Test
  void whatIsFoundMissingBeforeTheFirstEffectIsNotPassedOver() {
    Sample sample = Sample.of("check-lost").places(1).unasked();
    rotations.steps.script(
        id(sample), "CheckPlace", rotations.steps.outcome(new StepOutcome.Lost()));
    Running run = rotations.start(sample);
    run.finish();

    assertThat(run.log()).startsWith("CheckPlace@0", "CheckPlace@0", "Preflight");
  }

  @Test
  void theSoakRunsFromTheMomentOfTheDisable() {
    Sample sample = Sample.of("soak").places(0).unasked();
    Instant[] at = new Instant[2];
    rotations.steps.script(
        id(sample),
        "Disable",
        rotations.steps.blocked(HeldReason.UNREACHABLE),
        request -> {
          at[0] = TEMPORAL.now();
          return rotations.steps.outcome(new StepOutcome.Done()).apply(request);
        });
    rotations.steps.script(
        id(sample),
        "Revoke",
        request -> {
          at[1] = TEMPORAL.now();
          return rotations.steps.outcome(new StepOutcome.Done()).apply(request);
        });
    Running run = rotations.start(sample);
    run.finish();

    assertThat(Duration.between(at[0], at[1]))
        .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(32));
    assertThat(rotations.ledger.fold(run.planned()).state())
        .isInstanceOf(RotationState.Proven.class);
  }
}
