// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Verb;
import java.time.Duration;
import java.util.Collections;
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
  void strangersAttestNothing() {
    Running run = held("foreign", "Prove", HeldReason.UNATTESTED);

    assertThat(run.refusal(run.onHold(rotations.people.oscar, Verb.ATTEST)))
        .contains("expected: a responder, ops, or an owner of team payments");
    assertThat(run.refusal(run.onHold(rotations.people.mallory, Verb.ATTEST)))
        .contains("is not on the roster");
  }
}
