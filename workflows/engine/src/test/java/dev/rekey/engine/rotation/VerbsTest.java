// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Person;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Disposition;
import dev.rekey.words.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What owners say beside yes and no: it is another's, here too, not yet, not needed any more. */
@Timeout(120)
class VerbsTest {

  private static final Place MISSED =
      Place.of(Sample.BAO, "secret/missed", Map.of("id", "/k", "secret", "/s"));

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  /** The rotation as decisions have made it by now. */
  private PlannedRotation decided(Running run) {
    return rotations.ledger.fold(run.planned()).planned();
  }

  private Delivery signed(
      Running run, Person person, Verb verb, Digest shown, Map<String, String> terms) {
    return run.delivery(shown, person.sign(run.statement(person, verb, shown, terms)));
  }

  /** A decision about what is planned by now. */
  private Delivery about(Running run, Person person, Verb verb, Map<String, String> terms) {
    return signed(run, person, verb, Shown.forApproval(decided(run)), terms);
  }

  private Delivery about(Running run, Person person, Verb verb) {
    return about(run, person, verb, Map.of());
  }

  private Delivery onHold(Running run, Person person, Verb verb, Map<String, String> terms) {
    return signed(run, person, verb, rotations.ledger.onBoard(run.planned().id()), terms);
  }

  private void untilAsked(Running run, int times) {
    Rotations.until("asked %d times".formatted(times), () -> run.timesAsked() == times);
  }

  /** How often a step was carried out, over all places. */
  private static long times(Running run, String step) {
    return run.log().stream().filter(one -> one.startsWith(step + "@")).count();
  }

  private static Map<String, String> to(String team) {
    return Map.of(Statement.TO, team);
  }

  private static Map<String, String> at(Place place) {
    return Map.of(Statement.PLACE, place.toString());
  }

  private static Map<String, String> until(Instant time) {
    return Map.of(Statement.NOT_BEFORE, time.toString());
  }

  @Test
  void notMineAsksTheOtherTeamWithAClockOfItsOwn() {
    Running run = rotations.start(Sample.of("not-mine").places(0));
    run.untilAsked();
    TEMPORAL.pass(Duration.ofHours(10));

    run.decide(about(run, rotations.people.olga, Verb.NOT_MINE, to("search")));
    untilAsked(run, 2);
    TEMPORAL.pass(Duration.ofHours(15));

    assertThat(run.standing()).doesNotContain("HELD");
    assertThat(run.refusal(about(run, rotations.people.olga, Verb.APPROVE)))
        .contains("expected: an owner of team search");
    run.decide(about(run, rotations.people.oscar, Verb.APPROVE));
    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void notMineNamesATeamThatCanDecide() {
    Running run = rotations.start(Sample.of("no-such-team").places(0));
    run.untilAsked();

    assertThat(run.refusal(about(run, rotations.people.olga, Verb.NOT_MINE, to("nobody"))))
        .contains("team nobody has no owner on the roster");
    assertThat(run.refusal(about(run, rotations.people.oscar, Verb.NOT_MINE, to("search"))))
        .contains("expected: a responder or an owner of team payments");
    assertThat(run.timesAsked()).isOne();
  }

  @Test
  void teamsThatHandItToOneAnotherAreHeldForTheResponders() {
    Running run = rotations.start(Sample.of("ping-pong").places(0));
    run.untilAsked();
    run.decide(about(run, rotations.people.olga, Verb.NOT_MINE, to("search")));
    untilAsked(run, 2);
    run.decide(about(run, rotations.people.oscar, Verb.NOT_MINE, to("payments")));
    untilAsked(run, 3);

    run.decide(about(run, rotations.people.olga, Verb.NOT_MINE, to("search")));
    run.untilHeld(HeldReason.DISPUTED.sentence());

    assertThat(run.standing()).contains("payments -> search -> payments, now to search");
    assertThat(run.refusal(onHold(run, rotations.people.oscar, Verb.NOT_MINE, to("payments"))))
        .contains("expected: a responder, because the teams");
    assertThat(run.refusal(onHold(run, rotations.people.oscar, Verb.RETRY, Map.of())))
        .contains("expected: a responder, because the teams");
    run.decide(onHold(run, rotations.people.bob, Verb.NOT_MINE, to("payments")));
    untilAsked(run, 4);
    run.decide(about(run, rotations.people.olga, Verb.APPROVE));
    run.finish();
    assertThat(rotations.ledger.fold(run.planned()).voices().handedOver()).isEmpty();
  }

  @Test
  void aPlaceThatWasMissedIsCheckedAndDeliveredOnceAnotherPersonApprovesIt() {
    Running run = rotations.start(Sample.of("missed").places(1));
    run.untilAsked();
    Delivery former = about(run, rotations.people.carla, Verb.APPROVE);

    run.decide(about(run, rotations.people.olga, Verb.ADD_CONSUMER, at(MISSED)));
    untilAsked(run, 2);

    assertThat(run.refusal(former)).contains("the facts have changed since it was signed");
    assertThat(run.refusal(about(run, rotations.people.olga, Verb.APPROVE)))
        .contains("olga@example.com asked for what is to be approved (expected: another person)");
    run.decide(about(run, rotations.people.carla, Verb.APPROVE));
    run.finish();
    assertThat(decided(run).places()).hasSize(2).contains(MISSED);
    assertThat(times(run, "CheckPlace")).isEqualTo(2);
    assertThat(times(run, "Deliver")).isEqualTo(2);
  }

  @Test
  void aPlaceThatIsNamedWhileItSoaksIsDeliveredBeforeTheRevoke() {
    Running run = rotations.start(Sample.of("named-late").places(1).unasked());
    Rotations.until("disabled", () -> run.log().contains("Disable"));
    Rotations.until("soaks", () -> run.standing().contains("soak"));

    run.decide(about(run, rotations.people.olga, Verb.ADD_CONSUMER, at(MISSED)));
    untilAsked(run, 1);
    assertThat(run.log()).doesNotContain("Revoke");
    assertThat(run.refusal(about(run, rotations.people.olga, Verb.APPROVE)))
        .contains("expected: another person");
    run.decide(about(run, rotations.people.carla, Verb.APPROVE));
    run.finish();

    assertThat(Collections.frequency(run.log(), "Issue")).isOne();
    assertThat(Collections.frequency(run.log(), "Preflight")).isOne();
    assertThat(times(run, "Deliver")).isEqualTo(3);
    assertThat(run.log().lastIndexOf("Deliver@1")).isLessThan(run.log().lastIndexOf("Disable"));
    assertThat(run.log().lastIndexOf("Disable")).isLessThan(run.log().indexOf("Revoke"));
  }

  @Test
  void aRunStartedAnewKnowsThePlaceAndWhoAskedForIt() {
    Running run = rotations.start(Sample.of("anew-with-place").places(1));
    run.untilAsked();
    run.decide(about(run, rotations.people.olga, Verb.ADD_CONSUMER, at(MISSED)));
    untilAsked(run, 2);

    run.terminate();
    Running again = rotations.startAgain(Sample.of("anew-with-place").places(1), null);
    untilAsked(again, 3);

    assertThat(again.refusal(about(again, rotations.people.olga, Verb.APPROVE)))
        .contains("expected: another person");
    again.decide(about(again, rotations.people.carla, Verb.APPROVE));
    again.finish();
    assertThat(times(again, "Deliver")).isEqualTo(2);
  }

  @Test
  void notBeforeWaitsThroughTheApprovalAndGoesOnByItself() {
    Running run = rotations.start(Sample.of("not-before").places(0));
    run.untilAsked();
    Instant later = TEMPORAL.now().plus(Duration.ofHours(20));

    run.decide(about(run, rotations.people.olga, Verb.NOT_BEFORE, until(later)));
    untilAsked(run, 2);
    run.decide(about(run, rotations.people.olga, Verb.APPROVE));
    TEMPORAL.pass(Duration.ofHours(10));
    assertThat(run.log()).isEmpty();
    assertThat(run.standing()).doesNotContain("HELD");

    run.finish();
    assertThat(run.log()).endsWith("Prove");
    assertThat(rotations.ledger.entries(run.planned().id()))
        .filteredOn(entry -> entry.type().equals("step"))
        .allSatisfy(entry -> assertThat(entry.at()).isAfterOrEqualTo(later));
  }

  @Test
  void nobodyMayAskForLongerThanADecisionMayTakeOrAgainAndAgain() {
    Running run = rotations.start(Sample.of("too-late").places(0));
    run.untilAsked();
    Instant tooLate = TEMPORAL.now().plus(Duration.ofDays(9));

    assertThat(run.refusal(about(run, rotations.people.olga, Verb.NOT_BEFORE, until(tooLate))))
        .contains("is too late (expected: at the latest");
    for (int times = 2; times <= 4; times++) {
      Instant later = TEMPORAL.now().plus(Duration.ofHours(times));
      run.decide(about(run, rotations.people.olga, Verb.NOT_BEFORE, until(later)));
      untilAsked(run, times);
    }
    Instant later = TEMPORAL.now().plus(Duration.ofHours(9));
    assertThat(run.refusal(about(run, rotations.people.olga, Verb.NOT_BEFORE, until(later))))
        .contains("asked to wait 3 times already");
  }

  @Test
  void aHoldThatIsToWaitIsTriedAgainByItself() {
    Sample sample = Sample.of("hold-waits").places(0).unasked();
    rotations.steps.script(
        sample.planned().getFirst().id(), "Issue", rotations.steps.blocked(HeldReason.REJECTED));
    Running run = rotations.start(sample);
    run.untilHeld(HeldReason.REJECTED.sentence());
    Instant later = TEMPORAL.now().plus(Duration.ofHours(5));

    run.decide(onHold(run, rotations.people.olga, Verb.NOT_BEFORE, until(later)));
    run.finish();

    assertThat(Collections.frequency(run.log(), "Issue")).isEqualTo(2);
    assertThat(TEMPORAL.now()).isAfter(later);
  }

  @Test
  void whatNobodyNeedsDiesWithoutAReplacementOnceAnotherPersonApprovesIt() {
    Running run = rotations.start(Sample.of("retired").places(1));
    run.untilAsked();

    run.decide(about(run, rotations.people.olga, Verb.RETIRE));
    untilAsked(run, 2);
    assertThat(run.refusal(about(run, rotations.people.olga, Verb.APPROVE)))
        .contains("expected: another person");
    run.decide(about(run, rotations.people.carla, Verb.APPROVE));
    run.finish();

    assertThat(run.log())
        .doesNotContain("Issue", "ProveNew", "Deliver@0", "Confirm", "Validate")
        .contains("CheckPlace@0", "Preflight", "Observe", "RecheckPlace@0", "Disable", "Revoke")
        .endsWith("Prove");
    assertThat(decided(run).disposition()).isEqualTo(Disposition.RETIRE);
  }

  @Test
  void whatWasReplacedAlreadyIsNotTheLeakedOneItself() {
    Running run = rotations.start(Sample.of("replaced").places(0));
    run.untilAsked();
    String leaked = run.planned().id().credential().value();

    assertThat(
            run.refusal(
                about(
                    run,
                    rotations.people.olga,
                    Verb.ALREADY_REPLACED,
                    Map.of(Statement.BY, leaked))))
        .contains("is the leaked one itself");
    run.decide(
        about(run, rotations.people.olga, Verb.ALREADY_REPLACED, Map.of(Statement.BY, "AKIA-NEW")));
    untilAsked(run, 2);
    run.decide(about(run, rotations.people.carla, Verb.APPROVE));
    run.finish();
    assertThat(run.log()).doesNotContain("Issue").endsWith("Prove");
  }

  @Test
  void nothingIsRetiredOnceItsReplacementIsOnTheWay() {
    Sample sample = Sample.of("too-late-to-retire").places(0).unasked();
    rotations.steps.script(
        sample.planned().getFirst().id(), "Issue", rotations.steps.blocked(HeldReason.REJECTED));
    Running run = rotations.start(sample);
    run.untilHeld(HeldReason.REJECTED.sentence());

    assertThat(run.refusal(onHold(run, rotations.people.olga, Verb.RETIRE, Map.of())))
        .contains("retire does not fit");
    assertThat(run.standing()).contains("HELD");
  }

  @Test
  void forgedForeignAndReplayedOnesChangeNothing() {
    Running run = rotations.start(Sample.of("forged-verbs").places(0));
    run.untilAsked();
    Delivery mine = about(run, rotations.people.olga, Verb.NOT_MINE, to("search"));
    Delivery longer =
        about(
            run,
            rotations.people.olga,
            Verb.NOT_BEFORE,
            until(TEMPORAL.now().plus(Duration.ofHours(1))));
    Delivery forged =
        run.delivery(
            Shown.forApproval(run.planned()),
            new dev.rekey.evidence.decision.SignedStatement(
                mine.signed().text(), longer.signed().signature()));

    assertThat(run.refusal(forged)).contains("does not fit the statement");
    assertThat(run.refusal(about(run, rotations.people.mallory, Verb.RETIRE)))
        .contains("is not on the roster");
    run.decide(mine);
    untilAsked(run, 2);
    assertThat(run.refusal(mine)).contains("a repeat changes nothing");

    run.terminate();
    Running again = rotations.startAgain(Sample.of("forged-verbs").places(0), null);
    untilAsked(again, 3);
    assertThat(again.refusal(mine)).contains("the facts have changed since it was signed");
    assertThat(rotations.ledger.fold(run.planned()).state())
        .isInstanceOf(RotationState.Working.class);
    assertThat(decided(again).owner().value()).isEqualTo("search");
  }

  @Test
  void aQuorumTakesDifferentPeopleAndNeverThePlansAuthor() {
    Sample sample = Sample.of("quorum").places(0).approvedBy(2);
    Running run = rotations.start(sample);
    run.untilAsked();
    Delivery first = about(run, rotations.people.olga, Verb.APPROVE);

    run.decide(first);
    Rotations.until(
        "on record", () -> !rotations.ledger.fold(run.planned()).voices().approvedBy().isEmpty());
    assertThat(run.refusal(first)).contains("a repeat changes nothing");
    assertThat(run.refusal(about(run, rotations.people.olga, Verb.APPROVE)))
        .contains("olga@example.com approved it already (expected: another person)");
    assertThat(run.log()).isEmpty();

    run.terminate();
    Running again = rotations.startAgain(sample, null);
    untilAsked(again, 2);
    assertThat(again.refusal(about(again, rotations.people.olga, Verb.APPROVE)))
        .contains("approved it already");
    again.decide(about(again, rotations.people.carla, Verb.APPROVE));
    again.finish();
    assertThat(again.log()).endsWith("Prove");
  }
}
