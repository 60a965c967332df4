// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.rig.FakeSteps;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.Pace;
import dev.rekey.words.Disposition;
import dev.rekey.words.RotationId;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Undisturbed lives, from start to proof. */
@Timeout(60)
class LifeTest {

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  @Test
  void aReplacementTakesEveryStepInOrderAndHandlesEveryPlace() {
    Running run = rotations.start(Sample.of("replace"));
    run.untilAsked();
    assertThat(run.log()).isEmpty();

    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();

    assertThat(run.log())
        .containsExactly(
            "CheckPlace@0",
            "CheckPlace@1",
            "Preflight",
            "Issue",
            "ProveNew",
            "Deliver@0",
            "Deliver@1",
            "Confirm",
            "Validate",
            "Observe",
            "RecheckPlace@0",
            "RecheckPlace@1",
            "Disable",
            "RecheckPlace@0",
            "RecheckPlace@1",
            "Revoke",
            "DestroyLeaked@0",
            "DestroyLeaked@1",
            "Prove");
    assertThat(rotations.ledger.fold(run.planned()).state())
        .isInstanceOf(RotationState.Proven.class);
    assertThat(rotations.ledger.entries(run.planned().id()).getLast().type()).isEqualTo("ended");
  }

  @Test
  void whereIssuingIsTheCutThePlacesAreReadJustBeforeAndNothingIsWaitedForAfterIt() {
    Running run = rotations.start(Sample.of("in-place").inPlace().unasked());
    run.finish();

    assertThat(run.log())
        .containsExactly(
            "CheckPlace@0",
            "CheckPlace@1",
            "Preflight",
            "CheckPlace@0",
            "CheckPlace@1",
            "Issue",
            "ProveNew",
            "Deliver@0",
            "Deliver@1",
            "Confirm",
            "Validate",
            "RecheckPlace@0",
            "RecheckPlace@1",
            "Revoke",
            "DestroyLeaked@0",
            "DestroyLeaked@1",
            "Prove");
  }

  @Test
  void consumersAreAskedBeforeItAndWheneverTheirHealthDecides() {
    Running run =
        rotations.start(
            Sample.of("asked")
                .places(1)
                .unasked()
                .asking("bao:https://shop/health", "bao:https://billing/health"));
    run.finish();

    assertThat(run.log())
        .containsExactly(
            "CheckPlace@0",
            "AskConsumer?0",
            "AskConsumer?1",
            "Preflight",
            "Issue",
            "ProveNew",
            "Deliver@0",
            "Confirm",
            "AskConsumer?0",
            "AskConsumer?1",
            "Validate",
            "Observe",
            "RecheckPlace@0",
            "AskConsumer?0",
            "AskConsumer?1",
            "Disable",
            "AskConsumer?0",
            "AskConsumer?1",
            "RecheckPlace@0",
            "AskConsumer?0",
            "AskConsumer?1",
            "Revoke",
            "DestroyLeaked@0",
            "Prove");
  }

  @Test
  void aConsumerThatTheDisableHurtsHoldsItBeforeTheRevokeAndItCanBeTakenBack() {
    Sample sample = Sample.of("hurt").places(1).unasked().asking("bao:https://shop/health");
    RotationId rotation = sample.planned().getFirst().id();
    FakeSteps.Attempt well = rotations.steps.well();
    rotations.steps.script(
        rotation, "AskConsumer", well, well, well, rotations.steps.blocked(HeldReason.UNHEALTHY));
    Running run = rotations.start(sample);
    run.untilHeld(HeldReason.UNHEALTHY.sentence());

    assertThat(run.log()).endsWith("Disable", "AskConsumer?0");
    run.decide(run.onHold(rotations.people.bob, Verb.ROLL_BACK));
    run.untilHeld(HeldReason.ROLLED_BACK.sentence());

    assertThat(run.log()).contains("Enable").doesNotContain("Revoke");
  }

  @Test
  void whatNobodyNeedsIsRetiredWithoutBeingIssued() {
    Running run =
        rotations.start(Sample.of("retire").disposed(Disposition.RETIRE).places(0).unasked());
    run.finish();

    assertThat(run.log()).containsExactly("Preflight", "Observe", "Disable", "Revoke", "Prove");
  }

  @Test
  void whatAnAttackerMadeIsRevokedAtOnce() {
    Running run =
        rotations.start(Sample.of("revoke").disposed(Disposition.REVOKE_NOW).places(0).unasked());
    run.finish();

    assertThat(run.log()).containsExactly("Preflight", "Revoke", "Prove");
  }

  @Test
  void theCredentialsOfALaneTakeTurns() {
    Sample sample = Sample.of("turns").turns(2).places(1).unasked();
    Running run = rotations.start(sample);
    run.finish();

    List<String> first = rotations.steps.log(sample.planned().get(0).id());
    List<String> second = rotations.steps.log(sample.planned().get(1).id());
    assertThat(first).hasSize(second.size()).endsWith("Prove");
    assertThat(rotations.ledger.entries(sample.planned().get(0).id()).getLast().at())
        .isBeforeOrEqualTo(rotations.ledger.entries(sample.planned().get(1).id()).getFirst().at());
  }

  @Test
  void whatItShowsToOpsChangesThreeTimesAndNamesNobody() {
    Running run = rotations.start(Sample.of("signs").places(0));
    run.untilAsked();
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();

    assertThat(phases(run)).containsExactly("\"waiting\"", "\"moving\"", "\"proven\"");
    assertThat(run.standing()).contains("proven dead").doesNotContain("@example.com");
  }

  private static List<String> phases(Running run) {
    return run.history().getEvents().stream()
        .filter(HistoryEvent::hasUpsertWorkflowSearchAttributesEventAttributes)
        .map(HistoryEvent::getUpsertWorkflowSearchAttributesEventAttributes)
        .map(upsert ->
            upsert
                .getSearchAttributes()
                .getIndexedFieldsOrThrow("RekeyPhase")
                .getData()
                .toStringUtf8())
        .toList();
  }

  @Test
  void whoMissesItIsLookedForEvenWhereNothingElseIsWaitedFor() {
    Pace none = Pace.usual();
    Pace quick =
        new Pace(
            none.proveNewTimes(),
            none.proveNewWindow(),
            none.confirmWithin(),
            Duration.ZERO,
            Duration.ZERO,
            none.soak(),
            none.proveTimes(),
            none.proveWindow(),
            none.approvalWithin(),
            none.retryFor(),
            none.holdRetry());
    Running without = rotations.start(Sample.of("no-brownout").unasked().places(0).at(quick));
    without.finish();
    assertThat(without.log()).doesNotContain("Observe");

    Running with =
        rotations.start(
            Sample.of("brownout")
                .unasked()
                .places(0)
                .at(quick.brownedOutFor(Duration.ofMinutes(10))));
    with.finish();
    assertThat(with.log()).containsSubsequence("Validate", "Observe", "Disable", "Revoke");
  }
}
