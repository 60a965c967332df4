// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Person;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.CampaignName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Decisions that change nothing, and say so: by update as a refusal, by signal as an alarm. */
@Timeout(60)
class DecisionTest {

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  /** Runs a lane up to its approval. */
  private Running asked(String name) {
    Running run = rotations.start(Sample.of(name).places(0));
    run.untilAsked();
    return run;
  }

  private void stillWaits(Running run) {
    assertThat(run.log()).isEmpty();
    assertThat(run.standing()).contains("working on approve");
    assertThat(rotations.ledger.entries(run.planned().id())).isEmpty();
  }

  @Test
  void theAuthorOfThePlanDoesNotApprove() {
    Running run = rotations.start(Sample.of("author").places(0));
    run.untilAsked();
    Person alice = rotations.people.alice;

    assertThat(run.refusal(run.onApproval(alice, Verb.APPROVE)))
        .contains("decision-refused", "alice@example.com");
    stillWaits(run);
  }

  @Test
  void aResponderOrAnotherTeamsOwnerDoesNotApprove() {
    Running run = asked("wrong-team");

    assertThat(run.refusal(run.onApproval(rotations.people.oscar, Verb.APPROVE)))
        .contains("decision-refused", "expected: an owner of team payments");
    assertThat(run.refusal(run.onApproval(rotations.people.bob, Verb.APPROVE)))
        .contains("expected: an owner of team payments");
    stillWaits(run);
  }

  @Test
  void anExpiredStatementChangesNothing() {
    Running run = asked("expired");
    Digest shown = Shown.forApproval(run.planned());
    Delivery late =
        run.delivery(
            shown,
            rotations.people.olga.sign(
                dated(run, shown, TEMPORAL.now().minusSeconds(7200), Duration.ofHours(1))));

    assertThat(run.refusal(late)).contains("decision-refused: expired at");
    stillWaits(run);
  }

  private Statement dated(Running run, Digest shown, Instant from, Duration length) {
    return new Statement(
        run.planned().id().campaign(),
        run.list(shown).subject(),
        Verb.APPROVE,
        rotations.people.olga.name(),
        "",
        from,
        from.plus(length),
        new TreeMap<>());
  }

  @Test
  void aStatementForAnotherCampaignChangesNothing() {
    Running run = asked("foreign");
    Digest shown = Shown.forApproval(run.planned());
    Statement foreign =
        new Statement(
            new CampaignName("elsewhere"),
            run.list(shown).subject(),
            Verb.APPROVE,
            rotations.people.olga.name(),
            "",
            TEMPORAL.now(),
            TEMPORAL.now().plusSeconds(600),
            new TreeMap<>());

    assertThat(run.refusal(run.delivery(shown, rotations.people.olga.sign(foreign))))
        .contains("decision-refused: decision is for campaign elsewhere");
    stillWaits(run);
  }

  @Test
  void anotherRotationsItemChangesNothing() {
    Running run = asked("item");
    Running other = asked("other-item");
    Delivery foreign = other.onApproval(rotations.people.olga, Verb.APPROVE);
    // The same campaign's list, but not this rotation's leaf in it.
    Digest shown = Shown.forApproval(other.planned());
    Delivery borrowed =
        new Delivery(
            rotations.people.olga.sign(run.statement(rotations.people.olga, Verb.APPROVE, shown)),
            foreign.proof());

    assertThat(run.refusal(borrowed))
        .contains("decision-refused: decision is about nothing that waits here");
    stillWaits(run);
  }

  @Test
  void aVerbThatDoesNotFitChangesNothing() {
    Running run = asked("verb");

    assertThat(run.refusal(run.onApproval(rotations.people.carla, Verb.CUT_ANYWAY)))
        .contains("decision-refused", "expected: one of [APPROVE, DENY, NOT_MINE");
    stillWaits(run);
  }

  @Test
  void aReplayedStatementChangesNothing() {
    Running run = asked("replayed");
    Delivery denial = run.onApproval(rotations.people.olga, Verb.DENY);
    run.decide(denial);
    run.untilHeld("the owner denied it");
    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    Rotations.until("asked again", () -> run.timesAsked() == 2);

    assertThat(run.refusal(denial)).contains("decision-refused: decision was taken before");
    run.signal(denial);
    assertThat(run.standing()).contains("working on approve");
  }

  @Test
  void aKeyThatIsNotTheSignersChangesNothing() {
    Running run = asked("stolen-name");
    Delivery forged = forged(run);

    assertThat(run.refusal(forged)).contains("decision-refused: signed with");
    stillWaits(run);
    assertThat(rotations.ledger.alarms(run.planned().id().campaign())).isEmpty();
  }

  /** Mallory signs as Olga. */
  private Delivery forged(Running run) {
    Digest shown = Shown.forApproval(run.planned());
    return run.delivery(
        shown,
        rotations.people.mallory.sign(run.statement(rotations.people.olga, Verb.APPROVE, shown)));
  }

  @Test
  void somebodyWhoIsNotOnTheRosterChangesNothing() {
    Running run = asked("stranger");

    assertThat(run.refusal(run.onApproval(rotations.people.mallory, Verb.APPROVE)))
        .contains("decision-refused: mallory@example.com is not on the roster");
    stillWaits(run);
  }

  @Test
  void oneAlteredLetterChangesNothing() {
    Running run = asked("altered");
    Delivery denial = run.onApproval(rotations.people.olga, Verb.DENY);
    SignedStatement turned =
        new SignedStatement(
            denial.signed().text().replace("\"deny\"", "\"approve\""), denial.signed().signature());

    assertThat(run.refusal(new Delivery(turned, denial.proof())))
        .contains("decision-refused: the signature");
    stillWaits(run);
  }

  @Test
  void aForgedSignalRaisesAnAlarmAndFurtherOnesAreOnlyCounted() {
    Running run = asked("flood");
    Delivery forged = forged(run);
    for (int sent = 0; sent < 60; sent++) {
      run.signal(forged);
    }

    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();

    assertThat(rotations.ledger.alarms(run.planned().id().campaign()))
        .hasSize(50)
        .allSatisfy(alarm -> assertThat(alarm).contains("signed with"));
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void nonsenseBySignalDoesNotStopTheRun() {
    Running run = asked("nonsense");
    run.stub().signal("decision");
    run.stub().signal("decision", (Object) null);
    run.stub().signal("decision", "approve it, please");
    run.stub().signal("decision", Map.of("signed", Map.of("text", "{}", "signature", "x")));
    run.stub().signal("decision", Map.of("proof", "none"));

    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void nonsenseByUpdateIsRefused() {
    Running run = asked("nonsense-update");

    assertThat(run.refusal(new Delivery(new SignedStatement("{}", ""), null)))
        .contains("decision-refused");
    stillWaits(run);
  }
}
