// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.Disposition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was done is taken back by a signature, in reverse, up to the pivot; the row stays open. */
@Timeout(60)
class RollBackTest {

  private static final String ROLLED_BACK = "what leaked is alive";

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  /** A lane that is held once at this activity. */
  private Running heldAt(Sample sample, String activity, HeldReason reason) {
    rotations.steps.script(
        sample.planned().getFirst().id(), activity, rotations.steps.blocked(reason));
    Running run = rotations.start(sample);
    run.untilHeld(reason.sentence());
    return run;
  }

  private void rollBack(Running run) {
    run.decide(run.onHold(rotations.people.bob, Verb.ROLL_BACK));
    run.untilHeld(ROLLED_BACK);
  }

  @Test
  void whatWasDeliveredIsTakenBackInReverseAndThenSomebodyDecides() {
    Sample sample = Sample.of("taken-back").unasked();
    Running run = heldAt(sample, "Confirm", HeldReason.NOT_CONFIRMED);

    rollBack(run);

    assertThat(run.log())
        .endsWith(
            "Confirm",
            "Enable",
            "RestorePlace@0",
            "RestorePlace@1",
            "RecheckPlace@0",
            "RecheckPlace@1",
            "Withdraw");
    assertThat(rotations.ledger.fold(run.planned()).state())
        .isInstanceOfSatisfying(
            RotationState.Held.class,
            held -> assertThat(held.reason()).isEqualTo(HeldReason.ROLLED_BACK));

    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    run.finish();
    assertThat(run.log().subList(run.log().indexOf("Withdraw") + 1, run.log().size()))
        .startsWith("CheckPlace@0", "CheckPlace@1", "Preflight", "Issue", "ProveNew")
        .endsWith("Prove");
  }

  @Test
  void aDisabledOneThatNobodyReplacesIsSwitchedOnAgain() {
    Sample sample = Sample.of("switched-on").unasked().places(0).disposed(Disposition.RETIRE);
    rotations.steps.script(
        sample.planned().getFirst().id(), "Revoke", rotations.steps.blocked(HeldReason.REJECTED));
    Running run = rotations.start(sample);
    run.finishSoak();
    run.untilHeld(HeldReason.REJECTED.sentence());

    rollBack(run);

    assertThat(run.log()).endsWith("Revoke", "Enable", "Withdraw");
    assertThat(rotations.ledger.fold(run.planned()).disabledAt()).isNull();
  }

  @Test
  void afterTheRevokeThereIsNoWayBack() {
    Running run =
        heldAt(
            Sample.of("pivot").unasked().places(0).disposed(Disposition.REVOKE_NOW),
            "Prove",
            HeldReason.REJECTED);

    assertThat(run.refusal(run.onHold(rotations.people.bob, Verb.ROLL_BACK)))
        .contains("roll-back does not fit");
    run.finishHeldOnce(rotations.people.bob, HeldReason.REJECTED.sentence());
    assertThat(run.log()).doesNotContain("Enable");
  }

  @Test
  void whatIsReplacedInPlaceHasNoWayBackOnceItIsIssued() {
    Running run =
        heldAt(Sample.of("in-place-pivot").unasked().inPlace(), "ProveNew", HeldReason.REJECTED);

    assertThat(run.refusal(run.onHold(rotations.people.bob, Verb.ROLL_BACK)))
        .contains("roll-back does not fit");
  }

  @Test
  void aWayBackThatIsHeldGoesOnByARetryAndForwardByACut() {
    Sample sample = Sample.of("half-way").unasked().places(1);
    rotations.steps.script(
        sample.planned().getFirst().id(),
        "RestorePlace",
        rotations.steps.blocked(HeldReason.CONFLICT),
        rotations.steps.blocked(HeldReason.CONFLICT));
    Running run = heldAt(sample, "Confirm", HeldReason.NOT_CONFIRMED);
    run.decide(run.onHold(rotations.people.bob, Verb.ROLL_BACK));
    run.untilHeld(HeldReason.CONFLICT.sentence());
    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    Rotations.until("held again", () -> rotations.ledger.fold(run.planned()).round() == 4);
    run.untilHeld(HeldReason.CONFLICT.sentence());

    run.decide(run.onHold(rotations.people.bob, Verb.CUT_ANYWAY));
    run.finish();

    assertThat(run.log())
        .containsSubsequence("RestorePlace@0", "RestorePlace@0", "Disable", "Revoke", "ProveNew")
        .doesNotContain("Withdraw");
  }

  @Test
  void aRunThatWasEndedOnTheWayBackGoesOnThere() {
    Sample sample = Sample.of("ended-half-way").unasked().places(1);
    rotations.steps.script(
        sample.planned().getFirst().id(),
        "Withdraw",
        rotations.steps.outcome(new StepOutcome.Blocked(HeldReason.REJECTED)));
    Running run = heldAt(sample, "Confirm", HeldReason.NOT_CONFIRMED);
    run.decide(run.onHold(rotations.people.bob, Verb.ROLL_BACK));
    run.untilHeld(HeldReason.REJECTED.sentence());
    run.terminate();
    rotations.startAgain(sample, null);

    run.untilHeld(HeldReason.REJECTED.sentence());
    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    run.untilHeld(ROLLED_BACK);
    assertThat(run.log()).endsWith("Withdraw", "RecheckPlace@0", "Withdraw");
  }
}
