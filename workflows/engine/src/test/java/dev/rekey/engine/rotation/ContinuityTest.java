// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Fold;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rig.FakeSteps;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.RotationId;
import io.temporal.api.enums.v1.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs end, stores come back from backups; the life goes on from the ledger. */
@Timeout(60)
class ContinuityTest {

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private static final List<String> SCRIPTED =
      List.of(
          "CheckPlace",
          "Preflight",
          "Issue",
          "ProveNew",
          "Deliver",
          "Confirm",
          "Validate",
          "Observe",
          "RecheckPlace",
          "Disable",
          "Revoke",
          "DestroyLeaked",
          "Prove");

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  private static RotationId id(Sample sample) {
    return sample.planned().getFirst().id();
  }

  /** Carries a life up to its validation and ends the run there. */
  private Sample broken(String name) {
    Sample sample = Sample.of(name).places(2).unasked();
    rotations.steps.script(id(sample), "Validate", rotations.steps.blocked(HeldReason.REJECTED));
    Running run = rotations.start(sample);
    run.untilHeld("the system refuses the call");
    run.terminate();
    return sample;
  }

  @Test
  void aRunStartedAnewIsHeldWhereTheLastOneStoodAndRepeatsNothing() {
    Running run = rotations.startAgain(broken("anew"), HeldReason.TERMINATED);
    run.untilHeld("the system refuses the call");

    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    run.finish();

    for (String once : List.of("Issue", "ProveNew", "Deliver@0", "Deliver@1", "Confirm")) {
      assertThat(Collections.frequency(run.log(), once)).as(once).isEqualTo(1);
    }
    assertThat(Collections.frequency(run.log(), "Validate")).isEqualTo(2);
  }

  @Test
  void aRunThatWasEndedWhileItWorkedIsHeldUntilSomebodySaysRetry() {
    Sample sample = Sample.of("ended").places(0);
    Running first = rotations.start(sample);
    first.untilAsked();
    first.terminate();

    Running run = rotations.startAgain(sample, HeldReason.TERMINATED);
    run.untilHeld("the run was ended from outside");
    assertThat(run.log()).isEmpty();

    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    Rotations.until("asked again", () -> run.timesAsked() == 2);
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void aSoakThatHasBegunIsNotBegunAgain() {
    Sample sample = Sample.of("soaking").places(0).unasked();
    Running first = rotations.start(sample);
    Rotations.until("disabled", () -> first.log().contains("Disable"));
    Rotations.until("recorded", () -> rotations.ledger.fold(first.planned()).disabledAt() != null);
    Instant disabled = Objects.requireNonNull(rotations.ledger.fold(first.planned()).disabledAt());
    first.terminate();
    TEMPORAL.pass(Duration.ofMinutes(29));
    Instant[] revoked = new Instant[1];
    rotations.steps.script(
        id(sample),
        "Revoke",
        request -> {
          revoked[0] = TEMPORAL.now();
          return rotations.steps.outcome(new StepOutcome.Done()).apply(request);
        });

    Instant restarted = TEMPORAL.now();
    rotations.startAgain(sample, null).finish();

    Instant over = disabled.plus(Duration.ofMinutes(30));
    // Time may have run on past the end of the soak: then nothing is left to wait for.
    Instant latest = over.isAfter(restarted) ? over : restarted;
    assertThat(revoked[0]).isBetween(over, latest.plus(Duration.ofMinutes(1)));
    assertThat(Collections.frequency(first.log(), "Disable")).isEqualTo(1);
  }

  @Test
  void anExceptionRestsUntilTheSameDateInANewRun() {
    Sample sample = Sample.of("resting").places(0).unasked();
    rotations.steps.script(id(sample), "Issue", rotations.steps.blocked(HeldReason.REJECTED));
    Running first = rotations.start(sample);
    first.untilHeld("the system refuses the call");
    Instant end = TEMPORAL.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.MILLIS);
    Delivery exception = first.onHold(rotations.people.bob, Verb.EXCEPT, end.toString());
    first.decide(exception);
    first.signal(first.countersign(rotations.people.carla, exception));
    Rotations.until("rests", () -> first.standing().contains("rests under"));
    first.terminate();

    Running run = rotations.startAgain(sample, HeldReason.TERMINATED);
    Rotations.until("rests", () -> run.standing().contains("rests under"));
    TEMPORAL.pass(Duration.ofDays(11));
    run.untilHeld("its exception has expired");
    assertThat(rotations.ledger.entries(id(sample)).getLast().at())
        .isBetween(end, end.plusSeconds(60));
  }

  /** Its first signature is on record: a new run asks for the second one alone. */
  @Test
  void anExceptionWaitsForItsSecondSignatureInANewRun() {
    Sample sample = Sample.of("half-excepted").places(0).unasked();
    rotations.steps.script(id(sample), "Issue", rotations.steps.blocked(HeldReason.REJECTED));
    Running first = rotations.start(sample);
    first.untilHeld("the system refuses the call");
    Instant end = TEMPORAL.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.MILLIS);
    Delivery exception = first.onHold(rotations.people.bob, Verb.EXCEPT, end.toString());
    first.decide(exception);
    Rotations.until(
        "first signature is on record",
        () ->
            rotations.ledger.entries(id(sample)).stream()
                .anyMatch(entry -> entry.type().equals("decision")));
    first.terminate();

    Running run = rotations.startAgain(sample, HeldReason.TERMINATED);
    run.untilHeld("the system refuses the call");
    assertThat(run.refusal(run.countersign(rotations.people.bob, exception)))
        .contains("bob@example.com signed the exception (expected: another person)");
    run.decide(run.countersign(rotations.people.carla, exception));
    Rotations.until("rests", () -> run.standing().contains("rests under"));
    TEMPORAL.pass(Duration.ofDays(11));
    run.untilHeld("its exception has expired");
    assertThat(rotations.ledger.entries(id(sample)).getLast().at())
        .isBetween(end, end.plusSeconds(60));
  }

  @Test
  void aRestoredDatabaseIsAHoldAndTheRunGoesOnFromWhatIsThere() {
    Sample sample = Sample.of("restored").places(1).unasked();
    rotations.steps.script(
        id(sample),
        "Confirm",
        request -> {
          StepResult recorded = rotations.steps.outcome(new StepOutcome.Done()).apply(request);
          rotations.ledger.restore(id(sample), 2);
          return recorded;
        });
    Running run = rotations.start(sample);
    run.untilHeld("the database is older than the workflow");
    assertThat(run.log()).doesNotContain("Disable");

    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    run.finish();

    assertThat(Collections.frequency(run.log(), "Issue")).isEqualTo(2);
    agree(sample);
  }

  @Test
  void aLedgerThatIsAheadIsAHoldAndTheRunGoesOnFromWhatIsThere() {
    Sample sample = Sample.of("ahead").places(0).unasked();
    rotations.steps.script(
        id(sample),
        "Issue",
        request -> {
          StepResult issued = rotations.steps.outcome(new StepOutcome.Done()).apply(request);
          // A run that Temporal has forgotten had gone two steps further.
          StepRequest further =
              new StepRequest(
                  request.rotation(), Step.PROVE_NEW, -1, request.round(), issued.head());
          StepResult proven = rotations.steps.outcome(new StepOutcome.Done()).apply(further);
          StepRequest last =
              new StepRequest(request.rotation(), Step.CONFIRM, -1, request.round(), proven.head());
          assertThat(rotations.steps.outcome(new StepOutcome.Done()).apply(last)).isNotNull();
          return issued;
        });
    Running run = rotations.start(sample);
    run.finishHeldOnce(rotations.people.bob, "the workflow is older than the ledger");

    assertThat(Collections.frequency(run.log(), "Issue")).isEqualTo(1);
    agree(sample);
  }

  @Test
  void aHoldThatTriesAgainForWeeksKeepsItsHistoryShort() {
    Sample sample = Sample.of("weeks").places(0).unasked();
    int tries = 260;
    for (int tried = 0; tried < tries; tried++) {
      rotations.steps.script(id(sample), "Issue", rotations.steps.blocked(HeldReason.UNREACHABLE));
    }
    Running run = rotations.start(sample);
    run.finish();

    assertThat(Collections.frequency(run.log(), "Issue")).isEqualTo(tries + 1);
    assertThat(Collections.frequency(run.log(), "Preflight")).isEqualTo(1);
    assertThat(run.history().getEvents())
        .hasSizeLessThan(4_096)
        .anySatisfy(event ->
            assertThat(
                    event.getWorkflowExecutionStartedEventAttributes().getContinuedExecutionRunId())
                .isNotEmpty());
    assertThat(run.historyBefore().getEvents())
        .hasSizeBetween(3_000, 3_200)
        .last()
        .matches(event -> event.hasWorkflowExecutionContinuedAsNewEventAttributes());
    assertThat(run.history().getLastEvent().getEventType())
        .isEqualTo(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED);
    agree(sample);
  }

  /** Lives of all kinds: what the run counted is what its entries tell, in state and in round. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theLedgerTellsTheSameLifeAsTheRun(long seed) {
    Random random = new Random(seed);
    Sample sample = Sample.of("seed-" + seed).places(random.nextInt(3)).unasked();
    for (String activity : SCRIPTED) {
      rotations.steps.script(id(sample), activity, mishaps(random, activity));
    }
    Running run = rotations.start(sample);
    run.finishDeciding(rotations.people.bob, random);

    agree(sample);
  }

  private FakeSteps.Attempt[] mishaps(Random random, String activity) {
    List<FakeSteps.Attempt> attempts = new ArrayList<>();
    boolean early = SCRIPTED.indexOf(activity) <= SCRIPTED.indexOf("Issue");
    while (random.nextInt(3) == 0) {
      attempts.add(
          switch (random.nextInt(early ? 4 : 6)) {
            case 0 -> rotations.steps.blocked(HeldReason.UNREACHABLE);
            case 1 -> rotations.steps.blocked(HeldReason.REJECTED);
            case 2 -> rotations.steps.later(HeldReason.UNREACHABLE, Duration.ofMinutes(7));
            case 3 -> rotations.steps.later(HeldReason.STILL_USED, Duration.ofHours(40));
            case 4 -> rotations.steps.outcome(new StepOutcome.Lost());
            default -> rotations.steps.outcome(new StepOutcome.Regressed());
          });
    }
    return attempts.toArray(FakeSteps.Attempt[]::new);
  }

  /** The last request that the run sent, and its outcome, are where the fold ends too. */
  private void agree(Sample sample) {
    Fold fold = rotations.ledger.fold(sample.planned().getFirst());
    List<StepRequest> requests = rotations.steps.requests(id(sample));
    assertThat(fold.state()).isInstanceOf(RotationState.Proven.class);
    assertThat(fold.round()).isEqualTo(requests.getLast().round());
    assertThat(requests).extracting(StepRequest::round).isSorted();
  }
}
