// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.rig.FakeCampaigns;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.RunningCampaign;
import dev.rekey.engine.rig.Sample;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A campaign: approved, wave by wave, closed whole. */
@Timeout(60)
class CampaignTest {

  private static final CampaignName NAME = new CampaignName("leak");

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private final List<Sample> lanes = IntStream.range(0, 5).mapToObj(CampaignTest::lane).toList();
  private Rotations rotations;
  private FakeCampaigns campaigns;

  private static Sample lane(int number) {
    return Sample.of("any").of(NAME, "ci-" + number).places(0).unasked();
  }

  @BeforeEach
  void serve() {
    rotations = new Rotations(TEMPORAL.client(), TEMPORAL::now, TEMPORAL::pass, Timing.DEFAULT);
    List<Lane> all = lanes.stream().map(Sample::lane).toList();
    campaigns = new FakeCampaigns(rotations.people, List.of(all.subList(0, 1), all.subList(1, 5)));
    lanes.forEach(rotations.ledger::plan);
    TEMPORAL.serveCore(rotations.ledger, campaigns);
    TEMPORAL.serve(TaskQueues.of(Sample.AWS), rotations.steps, campaigns);
  }

  private RunningCampaign started() {
    RunningCampaign campaign = RunningCampaign.start(NAME, TEMPORAL.client(), TEMPORAL::now);
    campaign.until("waits for somebody other than its author");
    return campaign;
  }

  private RunningCampaign approved() {
    RunningCampaign campaign = started();
    campaign.decide(campaign.onPlan(rotations.people.bob, Verb.APPROVE));
    return campaign;
  }

  private void untilDone(RunningCampaign campaign) {
    campaign.until("all waves started");
  }

  private void closed(RunningCampaign campaign) {
    campaign.prepare();
    campaign.close(campaign.onClosing(rotations.people.bob));
    campaign.finish();
  }

  @Test
  void wavesStartInOrderEachWhenTheLastOneIsQuiet() {
    campaigns.loud(1, 5);
    RunningCampaign campaign = approved();
    untilDone(campaign);

    assertThat(campaigns.log())
        .containsExactly("open", "plan APPROVE", "wave 1", "quiet 1", "wave 2", "quiet 2");
    lanes.forEach(lane ->
        Rotations.until(
            lane + " runs", () -> !rotations.steps.log(lane.planned().getFirst().id()).isEmpty()));
    closed(campaign);
  }

  @Test
  void anAmendedPlanStartsItsOwnWavesOnceSomebodyHasApprovedIt() {
    campaigns.later(1);
    RunningCampaign campaign = approved();
    untilDone(campaign);
    assertThatThrownBy(() -> campaign.decide(campaign.onPlan(rotations.people.carla, Verb.APPROVE)))
        .hasStackTraceContaining("plan 1 is approved already");
    SignedStatement refused = campaign.onAmendment(rotations.people.bob, Verb.APPROVE);
    campaigns.refuse(refused);
    assertThatThrownBy(() -> campaign.decide(refused)).hasStackTraceContaining("not as it stands");
    assertThatThrownBy(
            () -> campaign.decide(campaign.onAmendment(rotations.people.mallory, Verb.APPROVE)))
        .isNotNull();
    campaign.decide(campaign.onAmendment(rotations.people.carla, Verb.DENY));
    assertThat(campaigns.log()).doesNotContain("wave 2");

    campaign.decide(campaign.onAmendment(rotations.people.carla, Verb.APPROVE));
    Rotations.until("the second wave", () -> campaigns.log().contains("quiet 2"));
    assertThat(campaigns.log())
        .containsExactly(
            "open",
            "plan APPROVE",
            "wave 1",
            "quiet 1",
            "refused APPROVE",
            "plan 2 DENY",
            "plan 2 APPROVE",
            "open plan 2",
            "wave 2",
            "quiet 2");
    untilDone(campaign);
    closed(campaign);
  }

  @Test
  void anAmendmentIsTakenBySignalAndARefusedOneStopsNothing() {
    campaigns.later(1);
    RunningCampaign campaign = approved();
    untilDone(campaign);
    SignedStatement refused = campaign.onAmendment(rotations.people.bob, Verb.APPROVE);
    campaigns.refuse(refused);
    campaign.stub().signal("decision", refused);
    campaign.stub().signal("decision", campaign.onAmendment(rotations.people.carla, Verb.APPROVE));
    Rotations.until("the second wave", () -> campaigns.log().contains("quiet 2"));
    untilDone(campaign);
    closed(campaign);
  }

  @Test
  void nothingStartsBeforeThePlanIsApprovedAndItsSilenceIsAnAlarm() {
    RunningCampaign campaign = started();

    TEMPORAL.pass(Duration.ofDays(2));

    assertThat(campaigns.log())
        .startsWith("open", "alarm: nobody has approved plan 1 yet")
        .doesNotContain("wave 1");
    assertThat(campaign.standing()).contains("waits for somebody other than its author");
  }

  @Test
  void theAuthorAloneBeginsAPlanThatOnlyCuts() {
    campaigns.onlyCuts();
    RunningCampaign campaign = started();
    assertThatThrownBy(() -> campaign.decide(campaign.onPlan(rotations.people.alice, Verb.APPROVE)))
        .hasStackTraceContaining("alice@example.com wrote the plan");

    campaign.decide(campaign.alone(rotations.people.alice));

    untilDone(campaign);
  }

  @Test
  void theAuthorAloneBeginsNoOtherPlan() {
    RunningCampaign campaign = started();

    assertThatThrownBy(() -> campaign.decide(campaign.alone(rotations.people.alice)))
        .hasStackTraceContaining("it does more than to contain and revoke now");
    assertThat(campaigns.log()).doesNotContain("wave 1");
  }

  @Test
  void theAuthorDoesNotApproveThePlan() {
    RunningCampaign campaign = started();

    assertThatThrownBy(() -> campaign.decide(campaign.onPlan(rotations.people.alice, Verb.APPROVE)))
        .hasStackTraceContaining("alice@example.com wrote the plan");
    assertThat(campaigns.log()).containsExactly("open");
  }

  @Test
  void aDeniedPlanWaitsForAnotherDecision() {
    RunningCampaign campaign = started();
    campaign.decide(campaign.onPlan(rotations.people.bob, Verb.DENY));
    Rotations.until("denied", () -> campaigns.log().contains("plan DENY"));
    assertThat(campaigns.log()).doesNotContain("wave 1");

    campaign.decide(campaign.onPlan(rotations.people.carla, Verb.APPROVE));
    untilDone(campaign);
    assertThat(campaigns.log()).contains("plan APPROVE", "wave 1");
  }

  @Test
  void aDecisionThatTheDatabaseRefusesDoesNotEndTheCampaign() {
    RunningCampaign campaign = started();
    SignedStatement refused = campaign.onPlan(rotations.people.bob, Verb.APPROVE);
    campaigns.refuse(refused);
    campaign.decide(refused);
    Rotations.until("refused", () -> campaigns.log().contains("refused APPROVE"));

    campaign.decide(campaign.onPlan(rotations.people.carla, Verb.APPROVE));
    untilDone(campaign);
    assertThat(campaigns.log()).contains("plan APPROVE", "wave 1");
  }

  @Test
  void forgedSignalsAreAlarmsAtMostFiftyTimesAndNonsenseStopsNothing() {
    RunningCampaign campaign = RunningCampaign.start(NAME, TEMPORAL.client(), TEMPORAL::now);
    // Some of these come before the campaign is open.
    SignedStatement forged = campaign.onPlan(rotations.people.mallory, Verb.APPROVE);
    for (int sent = 0; sent < 60; sent++) {
      campaign.stub().signal("decision", forged);
    }
    campaign.stub().signal("decision");
    campaign.stub().signal("decision", "approve");
    campaign.stub().signal("decision", campaign.onPlan(rotations.people.bob, Verb.APPROVE));
    untilDone(campaign);

    assertThat(campaigns.log())
        .filteredOn(one -> one.startsWith("alarm: "))
        .hasSize(50)
        .contains("alarm: mallory@example.com is not on the roster");
    assertThat(campaigns.log()).contains("plan APPROVE", "wave 1");
  }

  @Test
  void aLaneOnWhichAnotherRunWorksIsRecordedAsBusy() {
    Running other = rotations.startAgain(lanes.get(2), null);
    Rotations.until("runs", () -> !other.log().isEmpty());
    RunningCampaign campaign = approved();
    campaigns.loud(1, 0);
    Rotations.until("busy", () -> campaigns.log().stream().anyMatch(one -> one.startsWith("busy")));

    assertThat(campaigns.log()).contains("busy 2 [%s]".formatted(lanes.get(2).lane()));
    assertThat(campaign.standing()).isNotEmpty();
  }

  @Test
  void nobodyClosesWhatWasNotDraftedOrIsNotWhole() {
    RunningCampaign campaign = approved();
    untilDone(campaign);
    SignedStatement closing = campaign.onClosing(rotations.people.bob);

    assertThatThrownBy(() -> campaign.close(closing))
        .hasStackTraceContaining("no certificate is drafted");
    campaigns.unaccounted(2);
    assertThat(campaign.prepare().openRows()).isEqualTo(2);
    assertThatThrownBy(() -> campaign.close(closing))
        .hasStackTraceContaining("no certificate is drafted");
    assertThat(campaigns.log()).doesNotContain("close");

    campaigns.unaccounted(0);
    assertThat(campaign.prepare().body()).isEqualTo(FakeCampaigns.CERTIFICATE);
    assertThatThrownBy(() -> campaign.close(campaign.onClosing(rotations.people.olga)))
        .hasStackTraceContaining("expected: responder or commander");
    assertThat(campaign.close(closing)).isEqualTo("closed");
    campaign.finish();
    assertThat(campaigns.log()).containsSubsequence("sweep aws-prod", "draft", "close");
  }

  @Test
  void aSystemThatCannotBeListedIsToldAtOnceAndStandsInTheWay() {
    RunningCampaign campaign = approved();
    untilDone(campaign);

    campaigns.unlisted("aws-prod/svc: FORBIDDEN: may not list", SweepActivities.REJECTED);
    ClosingDraft forbidden = campaign.prepare();

    assertThat(forbidden.body()).isNull();
    assertThat(forbidden.openRows()).isEqualTo(1);
    assertThat(forbidden.unaccounted())
        .singleElement()
        .asString()
        .contains("aws-prod could not be listed once more", "FORBIDDEN: may not list");
    assertThat(campaigns.log().stream().filter("sweep aws-prod"::equals))
        .as("asked once: asking again is vain")
        .hasSize(1);
    assertThatThrownBy(() -> campaign.close(campaign.onClosing(rotations.people.bob)))
        .hasStackTraceContaining("no certificate is drafted");

    campaigns.unaccounted(1);
    campaigns.unlisted("aws-prod/svc: no answer", "unreachable");
    assertThat(campaign.prepare().unaccounted())
        .hasSize(2)
        .first()
        .asString()
        .contains("no answer");

    campaigns.unlisted("", "");
    campaigns.unaccounted(0);
    assertThat(campaign.prepare().body()).isEqualTo(FakeCampaigns.CERTIFICATE);
    assertThat(campaign.close(campaign.onClosing(rotations.people.bob))).isEqualTo("closed");
    campaign.finish();
  }

  @Test
  void parentsGrowWithWavesAndHardlyWithRotations() {
    RunningCampaign campaign = approved();
    untilDone(campaign);
    closed(campaign);

    int events =
        campaign.history().getEvents().size()
            + campaign.waveHistory(1).getEvents().size()
            + campaign.waveHistory(2).getEvents().size();
    int second = campaign.waveHistory(2).getEvents().size();
    System.out.printf(
        "parents: %d events for 5 rotations in 2 waves, %d in a wave of 4%n", events, second);
    assertThat(second).isLessThanOrEqualTo(15 + 4 * 5);
    assertThat(campaign.history().getEvents().size()).isLessThanOrEqualTo(120);
  }
}
