// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Verb;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What no call does waits for people: for their hands, and for two who attest it. */
@Timeout(60)
class HandsTest {

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  private Running held(String name, String activity, HeldReason reason) {
    Sample sample = Sample.of(name).places(0).unasked();
    rotations.steps.script(
        sample.planned().getFirst().id(), activity, rotations.steps.blocked(reason));
    Running run = rotations.start(sample);
    if (activity.equals("Prove")) {
      run.finishSoak();
    }
    run.untilHeld(reason.sentence());
    return run;
  }

  @Test
  void noClockTriesWhatIsDoneByHandAndWordOfItDoes() {
    Running run = held("handed-in", "Issue", HeldReason.BY_HAND);

    TEMPORAL.pass(Duration.ofDays(9));
    assertThat(Collections.frequency(run.log(), "Issue")).isOne();
    assertThat(rotations.ledger.notices(run.planned().id())).isNotEmpty();

    run.stub().signal("nudge");
    run.finish();
    assertThat(Collections.frequency(run.log(), "Issue")).isEqualTo(2);
    assertThat(rotations.ledger.fold(run.planned()).state())
        .isInstanceOf(RotationState.Proven.class);
  }

  @Test
  void wordAloneAttestsNothing() {
    Running run = held("nudged", "Prove", HeldReason.UNATTESTED);

    run.stub().signal("nudge");
    TEMPORAL.pass(Duration.ofDays(9));

    assertThat(Collections.frequency(run.log(), "Prove")).isOne();
  }

  @Test
  void twoPeopleAttestAndOneTwiceIsOne() {
    Running run = held("attested", "Prove", HeldReason.UNATTESTED);
    Delivery bobs = run.onHold(rotations.people.bob, Verb.ATTEST);

    run.decide(bobs);
    Rotations.until(
        "bob's is on record",
        () -> rotations.ledger.fold(run.planned()).voices().attestedBy() != null);
    assertThat(run.refusal(run.onHold(rotations.people.bob, Verb.ATTEST)))
        .contains("bob@example.com attested it already (expected: another person)");
    assertThat(run.refusal(bobs)).contains("a repeat changes nothing");
    assertThat(run.standing()).contains("HELD");
    assertThat(Collections.frequency(run.log(), "Prove")).isOne();

    run.decide(run.onHold(rotations.people.olga, Verb.ATTEST));
    run.finish();
    assertThat(Collections.frequency(run.log(), "Prove")).isEqualTo(2);
  }

  @Test
  void aRunStartedAnewKnowsWhoAttestedAlready() {
    Running run = held("started-anew", "Prove", HeldReason.UNATTESTED);
    run.decide(run.onHold(rotations.people.bob, Verb.ATTEST));
    Rotations.until(
        "bob's is on record",
        () -> rotations.ledger.fold(run.planned()).voices().attestedBy() != null);

    run.terminate();
    Running again = rotations.startAgain(Sample.of("started-anew").places(0).unasked(), null);
    again.untilHeld(HeldReason.UNATTESTED.sentence());
    again.decide(again.onHold(rotations.people.olga, Verb.ATTEST));
    again.finish();

    assertThat(Collections.frequency(again.log(), "Prove")).isEqualTo(2);
  }

  @Test
  void whatIsHeldForAnythingElseIsNotAttested() {
    Running run = held("rejected", "Issue", HeldReason.REJECTED);

    assertThat(run.refusal(run.onHold(rotations.people.bob, Verb.ATTEST)))
        .contains("attest does not fit");
  }

  @Test
  void whatACallDoesNotDoGoesOnByHandAndStaysThereUntilItIsDone() {
    Sample sample = Sample.of("another-way").places(0).unasked();
    rotations.steps.script(
        sample.planned().getFirst().id(),
        "Issue",
        rotations.steps.blocked(HeldReason.REJECTED),
        rotations.steps.blocked(HeldReason.BY_HAND),
        rotations.steps.blocked(HeldReason.BY_HAND));
    Running run = rotations.start(sample);
    run.untilHeld(HeldReason.REJECTED.sentence());

    run.decide(run.onHold(rotations.people.olga, Verb.BY_HAND));
    run.untilHeld(HeldReason.BY_HAND.sentence());
    assertThat(rotations.ledger.fold(run.planned()).state().life().byHand()).isEqualTo(Step.ISSUE);
    assertThat(run.refusal(run.onHold(rotations.people.olga, Verb.BY_HAND)))
        .contains("by-hand does not fit");

    run.stub().signal("nudge");
    Rotations.until("looked again", () -> Collections.frequency(run.log(), "Issue") == 3);
    assertThat(rotations.ledger.fold(run.planned()).state().life().byHand()).isEqualTo(Step.ISSUE);
    run.untilHeld(HeldReason.BY_HAND.sentence());
    run.stub().signal("nudge");
    run.finish();
    assertThat(rotations.ledger.fold(run.planned()).state().life().byHand()).isNull();
    assertThat(run.log()).containsSubsequence("Issue", "ProveNew", "Revoke", "Prove");
  }

  @Test
  void aRunStartedAnewKnowsWhatIsDoneByHand() {
    Sample sample = Sample.of("another-way-anew").places(0).unasked();
    rotations.steps.script(
        sample.planned().getFirst().id(),
        "Revoke",
        rotations.steps.blocked(HeldReason.UNREACHABLE),
        rotations.steps.blocked(HeldReason.BY_HAND));
    Running run = rotations.start(sample);
    run.finishSoak();
    run.untilHeld(HeldReason.UNREACHABLE.sentence());
    run.decide(run.onHold(rotations.people.bob, Verb.BY_HAND));
    run.untilHeld(HeldReason.BY_HAND.sentence());

    run.terminate();
    Running again = rotations.startAgain(sample, null);
    again.untilHeld(HeldReason.BY_HAND.sentence());
    assertThat(rotations.ledger.fold(again.planned()).state().life().byHand())
        .isEqualTo(Step.REVOKE);
    again.stub().signal("nudge");
    again.finish();
  }

  @Test
  void whereTheCallIsNotWhatIsInTheWayThereIsNoOtherWay() {
    for (HeldReason reason : List.of(HeldReason.SLOTS_FULL, HeldReason.STRANGER)) {
      Running run = held("no-other-way-" + reason.text(), "Issue", reason);
      assertThat(run.refusal(run.onHold(rotations.people.bob, Verb.BY_HAND)))
          .contains("by-hand does not fit");
    }
    Running proof = held("no-other-proof", "Prove", HeldReason.REJECTED);
    assertThat(proof.refusal(proof.onHold(rotations.people.bob, Verb.BY_HAND)))
        .contains("by-hand does not fit");
    Sample inPlace = Sample.of("no-other-way-in-place").unasked().inPlace();
    rotations.steps.script(
        inPlace.planned().getFirst().id(), "Issue", rotations.steps.blocked(HeldReason.REJECTED));
    Running only = rotations.start(inPlace);
    only.untilHeld(HeldReason.REJECTED.sentence());
    assertThat(only.refusal(only.onHold(rotations.people.bob, Verb.BY_HAND)))
        .contains("by-hand does not fit");
  }

  @Test
  void strangersAttestNothing() {
    Running run = held("foreign", "Prove", HeldReason.UNATTESTED);

    assertThat(run.refusal(run.onHold(rotations.people.oscar, Verb.ATTEST)))
        .contains("expected: a responder, ops, or an owner of team payments");
    assertThat(run.refusal(run.onHold(rotations.people.mallory, Verb.ATTEST)))
        .contains("is not on the roster");
  }
}
