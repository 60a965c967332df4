// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Person;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.engine.rotation.AskRequest.Urgency;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.Deadline.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Until when a leaked credential is to be dead, and what happens to one that still waits then. */
@Timeout(60)
class DeadlineTest {

  private static final Duration TEN = Duration.ofHours(10);

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  private static Instant in(Duration time) {
    return TEMPORAL.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
  }

  private static Sample due(String name, Action then) {
    return Sample.of(name).places(1).due(new Deadline(in(TEN), then));
  }

  private Running asked(Sample sample) {
    Running run = rotations.start(sample);
    run.untilAsked();
    return run;
  }

  private List<Urgency> urgencies(Running run, Urgency... which) {
    return rotations.ledger.asked(run.planned().id()).stream()
        .map(AskRequest::urgency)
        .filter(Set.of(which)::contains)
        .toList();
  }

  private Delivery extended(Running run, Person person, Digest shown, Instant until) {
    return run.delivery(
        shown,
        person.sign(
            run.statement(
                person, Verb.EXTEND, shown, Map.of(Statement.DEADLINE, until.toString()))));
  }

  private void untilRecorded(Running run, int decisions) {
    Rotations.until(
        decisions + " are on record",
        () ->
            rotations.ledger.entries(run.planned().id()).stream()
                    .filter(entry -> entry.type().equals("decision"))
                    .count()
                == decisions);
  }

  private Digest approval(Running run) {
    return Shown.forApproval(rotations.ledger.fold(run.planned()).planned());
  }

  @Test
  void whatThePlanCutsIsWarnedOfAndCutWithoutTheOwnerWhoIsWaitedFor() {
    Running run = asked(due("cut-waiting", Action.CUT));

    TEMPORAL.pass(TEN.minusHours(1));
    assertThat(urgencies(run, Urgency.WARN)).hasSize(2);
    assertThat(run.log()).isEmpty();
    TEMPORAL.pass(Duration.ofHours(2));
    run.finish();

    assertThat(run.log())
        .containsSubsequence("Preflight", "Disable", "Revoke", "Issue", "Deliver@0");
    assertThat(rotations.ledger.entries(run.planned().id()))
        .filteredOn(entry -> entry.type().equals("deadline"))
        .hasSize(1);
  }

  @Test
  void whatIsHeldIsCutAtTheDeadlineAndNotBefore() {
    Sample sample = due("cut-held", Action.CUT).unasked();
    rotations.steps.script(
        sample.planned().getFirst().id(),
        "Confirm",
        rotations.steps.blocked(HeldReason.NOT_CONFIRMED));
    Running run = rotations.start(sample);
    run.untilHeld(HeldReason.NOT_CONFIRMED.sentence());

    TEMPORAL.pass(TEN.minusHours(1));
    assertThat(run.log()).doesNotContain("Disable", "Revoke");
    TEMPORAL.pass(Duration.ofHours(2));
    run.finish();

    assertThat(run.log()).containsSubsequence("Confirm", "Disable", "Revoke", "Confirm", "Prove");
  }

  @Test
  void whatIsEscalatedGoesOnWaiting() {
    Running run = asked(due("escalated", Action.ESCALATE));

    TEMPORAL.pass(TEN.plusHours(1));

    Rotations.until("escalated", () -> urgencies(run, Urgency.ESCALATE).size() == 1);
    assertThat(urgencies(run, Urgency.WARN)).isEmpty();
    assertThat(run.log()).isEmpty();
    assertThat(run.standing()).doesNotContain("HELD");
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
  }

  @Test
  void whatTwoPeopleHaveToExtendIsHeldUntilTheyDo() {
    Running run = asked(due("to-extend", Action.EXTEND));
    TEMPORAL.pass(TEN.plusHours(1));
    run.untilHeld(HeldReason.OVERDUE.sentence());
    Instant later = in(TEN);

    run.decide(
        extended(run, rotations.people.bob, rotations.ledger.onBoard(run.planned().id()), later));
    Rotations.until(
        "bob's is on record",
        () -> rotations.ledger.fold(run.planned()).voices().extension() != null);
    assertThat(run.standing()).contains("HELD");
    run.decide(
        extended(run, rotations.people.carla, rotations.ledger.onBoard(run.planned().id()), later));

    Rotations.until("asked again", () -> run.timesAsked() == 2);
    assertThat(rotations.ledger.fold(run.planned()).planned().deadline())
        .isEqualTo(new Deadline(later, Action.EXTEND));
    Digest shown = approval(run);
    run.decide(
        run.delivery(
            shown,
            rotations.people.olga.sign(
                run.statement(rotations.people.olga, Verb.APPROVE, shown, Map.of()))));
    run.finish();
  }

  @Test
  void onePersonTwiceMovesNoDeadlineAndTwoWhoNameTwoTimesDoNotEither() {
    Running run = asked(due("one-twice", Action.CUT));
    Instant later = in(TEN.multipliedBy(2));
    Digest shown = approval(run);

    run.decide(extended(run, rotations.people.bob, shown, later));
    Rotations.until(
        "bob's is on record",
        () -> rotations.ledger.fold(run.planned()).voices().extension() != null);
    TEMPORAL.pass(Duration.ofMinutes(1));
    run.decide(extended(run, rotations.people.bob, shown, later));
    untilRecorded(run, 2);
    run.decide(extended(run, rotations.people.carla, shown, later.plusSeconds(60)));
    untilRecorded(run, 3);
    TEMPORAL.pass(TEN.plusHours(1));
    run.finish();

    assertThat(run.log()).containsSubsequence("Disable", "Revoke", "Issue");
  }

  @Test
  void whatTwoPeopleExtendIsCutAtTheLaterTime() {
    Running run = asked(due("extended-cut", Action.CUT));
    Instant later = in(TEN.multipliedBy(2));
    Digest shown = approval(run);
    run.decide(extended(run, rotations.people.bob, shown, later));
    Rotations.until(
        "bob's is on record",
        () -> rotations.ledger.fold(run.planned()).voices().extension() != null);
    run.decide(extended(run, rotations.people.carla, shown, later));
    Rotations.until("asked again", () -> run.timesAsked() == 2);

    TEMPORAL.pass(TEN.plusHours(2));
    assertThat(run.log()).isEmpty();
    TEMPORAL.pass(TEN);
    run.finish();
    assertThat(run.log()).containsSubsequence("Disable", "Revoke");
  }

  @Test
  void noEarlierDeadlineIsAnExtension() {
    Running run = asked(due("earlier", Action.CUT));
    assertThat(
            run.refusal(
                extended(run, rotations.people.bob, approval(run), in(Duration.ofHours(1)))))
        .contains("is no later deadline");
    Running without = asked(Sample.of("no-deadline").places(1));
    assertThat(without.refusal(extended(without, rotations.people.bob, approval(without), in(TEN))))
        .contains("it has no deadline");
  }

  @Test
  void whatWasDeniedIsNotCutButTold() {
    Running run = asked(due("denied-due", Action.CUT));
    run.decide(run.onApproval(rotations.people.olga, Verb.DENY));
    run.untilHeld(HeldReason.DENIED.sentence());

    TEMPORAL.pass(TEN.plusHours(1));

    assertThat(run.log()).isEmpty();
    assertThat(urgencies(run, Urgency.ESCALATE)).isNotEmpty();
    assertThat(rotations.ledger.fold(run.planned()).state()).isInstanceOf(RotationState.Held.class);
  }

  @Test
  void whatIsNamedByOnePersonIsNotDeliveredByADeadline() {
    Running run = asked(due("changed-due", Action.CUT));
    Digest shown = approval(run);
    run.decide(
        run.delivery(
            shown,
            rotations.people.olga.sign(
                run.statement(
                    rotations.people.olga,
                    Verb.ADD_CONSUMER,
                    shown,
                    Map.of(Statement.PLACE, "bao:secret/missed#id=/k")))));
    Rotations.until("asked again", () -> run.timesAsked() == 2);

    TEMPORAL.pass(TEN.plusHours(1));

    Rotations.until("told", () -> !urgencies(run, Urgency.ESCALATE).isEmpty());
    assertThat(run.log()).isEmpty();
  }

  @Test
  void aRunStartedAnewAfterTheDeadlineCuts() {
    Sample sample = due("anew-due", Action.CUT);
    Running run = asked(sample);
    run.terminate();
    TEMPORAL.pass(TEN.plusHours(1));

    Running again = rotations.startAgain(sample, null);
    again.finish();

    assertThat(again.log()).containsSubsequence("Disable", "Revoke", "Prove");
    assertThat(rotations.ledger.fold(run.planned()).state().life().done()).contains(Step.PROVE);
  }

  @Test
  void nobodyAloneMakesItWaitBeyondItsDeadline() {
    Running run = asked(due("not-before-due", Action.CUT));
    Digest shown = approval(run);
    assertThat(
            run.refusal(
                run.delivery(
                    shown,
                    rotations.people.olga.sign(
                        run.statement(
                            rotations.people.olga,
                            Verb.NOT_BEFORE,
                            shown,
                            Map.of(Statement.NOT_BEFORE, in(TEN.plusHours(1)).toString()))))))
        .contains("is after its deadline");
  }
}
