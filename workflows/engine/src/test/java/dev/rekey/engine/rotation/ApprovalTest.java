// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.engine.rotation.AskRequest.Urgency;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The owner's approval: asked for once, reminded of, escalated, decided or held. */
@Timeout(60)
class ApprovalTest {

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  @Test
  void theOwnerIsAskedOnceThenRemindedThenPassedOverThenHeld() {
    Running run = rotations.start(Sample.of("silent"));
    run.untilAsked();
    Instant asked = TEMPORAL.now();

    TEMPORAL.pass(Duration.ofHours(25));

    run.untilHeld("nobody decided in time");
    List<AskRequest> requests = rotations.ledger.asked(run.planned().id());
    assertThat(requests)
        .extracting(AskRequest::urgency)
        .startsWith(Urgency.ASK, Urgency.REMIND, Urgency.REMIND, Urgency.REMIND, Urgency.ESCALATE);
    assertThat(requests).extracting(AskRequest::round).startsWith(0, 25, 50, 75, 80);
    assertThat(requests.subList(0, 5))
        .allSatisfy(one ->
            assertThat(one.until())
                .isBetween(asked, asked.plus(Duration.ofHours(24)).plusSeconds(60)));
    assertThat(run.log()).isEmpty();
  }

  @Test
  void everyRequestComesAtItsFractionOfTheTime() {
    Running run = rotations.start(Sample.of("fractions"));
    run.untilAsked();

    TEMPORAL.pass(Duration.ofHours(25));

    List<AskRequest> requests = rotations.ledger.asked(run.planned().id());
    Instant asked = rotations.ledger.askedAt(requests.getFirst());
    assertThat(requests)
        .extracting(one ->
            Math.round(Duration.between(asked, rotations.ledger.askedAt(one)).toMinutes() / 10.0))
        .startsWith(0L, 36L, 72L, 108L, 115L);
  }

  @Test
  void anApprovalByUpdateLetsItGoOn() {
    Running run = rotations.start(Sample.of("by-update").places(0));
    run.untilAsked();

    String answer = run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));

    assertThat(answer).startsWith("taken: approve");
    run.finish();
    assertThat(run.log()).endsWith("Prove");
    assertThat(rotations.ledger.asked(run.planned().id())).hasSize(1);
  }

  @Test
  void anApprovalBySignalLetsItGoOn() {
    Running run = rotations.start(Sample.of("by-signal").places(0));
    run.untilAsked();

    run.signal(run.onApproval(rotations.people.carla, Verb.APPROVE));

    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void aDenialIsHeldAndAskedAnewOnlyAfterASignedRetry() {
    Running run = rotations.start(Sample.of("denied").places(0));
    run.untilAsked();

    run.decide(run.onApproval(rotations.people.olga, Verb.DENY));
    run.untilHeld("the owner denied it");
    TEMPORAL.pass(Duration.ofHours(1));
    assertThat(run.log()).isEmpty();
    assertThat(run.timesAsked()).isEqualTo(1);

    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    Rotations.until("asked again", () -> run.timesAsked() == 2);
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void whatTheLedgerDoesNotAdmitChangesNothingAndTheClockRunsOn() {
    Running run = rotations.start(Sample.of("unadmitted").places(0));
    run.untilAsked();
    TEMPORAL.pass(Duration.ofHours(7));
    rotations.ledger.refuseNext(run.planned().id());

    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    Rotations.until(
        "alarm", () -> !rotations.ledger.alarms(run.planned().id().campaign()).isEmpty());
    Rotations.until("says so", () -> run.standing().contains("a decision was not admitted"));
    TEMPORAL.pass(Duration.ofHours(18));

    run.untilHeld("nobody decided in time");
    assertThat(rotations.ledger.asked(run.planned().id()))
        .extracting(AskRequest::round)
        .startsWith(0, 25, 50, 75, 80);
    assertThat(run.standing()).doesNotContain(rotations.people.olga.name().value());
  }

  @Test
  void anotherApprovalCountsAfterOneThatTheLedgerDidNotAdmit() {
    Running run = rotations.start(Sample.of("second-try").places(0));
    run.untilAsked();
    rotations.ledger.refuseNext(run.planned().id());
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    Rotations.until(
        "alarm", () -> !rotations.ledger.alarms(run.planned().id().campaign()).isEmpty());

    run.signal(run.onApproval(rotations.people.carla, Verb.APPROVE));

    run.finish();
    assertThat(rotations.ledger.asked(run.planned().id())).hasSize(1);
  }

  @Test
  void anApprovalThatArrivesBeforeTheLaneIsOpenCounts() {
    Sample sample = Sample.of("early").places(0);
    rotations.ledger.plan(sample);
    // Nothing can be opened while the ledger is locked: the signal comes first for certain.
    Running run;
    synchronized (rotations.ledger) {
      run = rotations.startAgain(sample, null);
      run.signal(run.onApproval(rotations.people.olga, Verb.APPROVE));
      Rotations.until(
          "signal is in the history",
          () ->
              run.history().getEvents().stream()
                  .anyMatch(event -> event.hasWorkflowExecutionSignaledEventAttributes()));
    }

    run.finish();
    assertThat(run.log()).endsWith("Prove");
    assertThat(rotations.ledger.alarms(sample.campaign())).isEmpty();
  }

  @Test
  void ofTwoApprovalsAtOnceOneCounts() {
    Running run = rotations.start(Sample.of("two-at-once").places(0));
    run.untilAsked();
    Delivery one = run.onApproval(rotations.people.olga, Verb.APPROVE);
    Delivery other = run.onApproval(rotations.people.carla, Verb.APPROVE);

    run.signal(one);
    run.signal(other);

    run.finish();
    assertThat(rotations.ledger.entries(run.planned().id()))
        .filteredOn(entry -> entry.type().equals("decision"))
        .hasSize(1);
    assertThat(rotations.ledger.alarms(run.planned().id().campaign())).isEmpty();
  }
}
