// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rig.FakeSteps;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.decision.Verb;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A rotation that waits until what opens it is dead goes on by itself, or by two people's word. */
@Timeout(60)
class OpenerAliveTest {

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  private Running waiting(String name, int times) {
    return waiting(Sample.of(name).places(1).unasked(), times);
  }

  private Running waiting(Sample sample, int times) {
    FakeSteps.Attempt alive = rotations.steps.blocked(HeldReason.OPENER_ALIVE);
    rotations.steps.script(
        sample.planned().getFirst().id(),
        "Deliver",
        Collections.nCopies(times, alive).toArray(FakeSteps.Attempt[]::new));
    Running run = rotations.start(sample);
    run.untilHeld(HeldReason.OPENER_ALIVE.sentence());
    return run;
  }

  @Test
  void itLooksAgainByItselfUntilTheOpenerIsDead() {
    Running run = waiting("by-itself", 3);

    run.finish();

    assertThat(run.log()).filteredOn("Deliver@0"::equals).hasSize(4);
    assertThat(rotations.ledger.entries(run.planned().id()))
        .as("nobody decided anything")
        .noneMatch(entry -> entry.type().equals("decision"));
  }

  @Test
  void aWordThatItIsDeadIsHeardAtOnce() {
    Running run = waiting("told", 1);

    run.stub().signal("nudge");

    Rotations.until("delivered", () -> run.log().contains("Confirm"));
    run.finish();
  }

  @Test
  void oneRunDiesWhileItWaitsAndTheNextGoesOnWaiting() {
    Sample sample = Sample.of("dies").places(1).unasked();
    Running run = waiting(sample, 2);
    run.terminate();

    Running next = rotations.startAgain(sample, HeldReason.TERMINATED);

    next.untilHeld(HeldReason.OPENER_ALIVE.sentence());
    assertThat(rotations.ledger.fold(run.planned()).state())
        .isInstanceOfSatisfying(
            RotationState.Held.class, held -> assertThat(held.step()).isEqualTo(Step.DELIVER));
    next.finish();
  }

  @Test
  void twoPeopleHaveItDeliveredAnywayAndTheFirstOnesWordStandsWhileItTriesAgain() {
    Running run = waiting("anyway", 2);

    run.decide(run.onHold(rotations.people.bob, Verb.DELIVER_ANYWAY));
    Rotations.until(
        "bob's is on record",
        () -> !rotations.ledger.fold(run.planned()).voices().waivedBy().isEmpty());
    assertThat(run.standing()).contains("HELD");
    run.stub().signal("nudge");
    Rotations.until(
        "it tried again", () -> run.log().stream().filter("Deliver@0"::equals).count() == 2);
    run.untilHeld(HeldReason.OPENER_ALIVE.sentence());
    assertThat(run.refusal(run.onHold(rotations.people.bob, Verb.DELIVER_ANYWAY)))
        .contains("signed it already");
    run.decide(run.onHold(rotations.people.carla, Verb.DELIVER_ANYWAY));

    Rotations.until("delivered", () -> run.log().contains("Confirm"));
    assertThat(rotations.ledger.fold(run.planned()).voices().isWaived()).isTrue();
    run.finish();
  }

  @Test
  void itIsOfferedWhereSomethingIsWaitedForAndNowhereElse() {
    Sample sample = Sample.of("other").places(1).unasked();
    rotations.steps.script(
        sample.planned().getFirst().id(), "Deliver", rotations.steps.blocked(HeldReason.CONFLICT));
    Running run = rotations.start(sample);
    run.untilHeld(HeldReason.CONFLICT.sentence());

    assertThat(run.refusal(run.onHold(rotations.people.bob, Verb.DELIVER_ANYWAY)))
        .contains("does not fit");
  }
}
