// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.engine.campaign.CampaignActivities;
import dev.rekey.engine.campaign.CampaignInput;
import dev.rekey.engine.campaign.CampaignOpened;
import dev.rekey.engine.campaign.ClosingDraft;
import dev.rekey.engine.campaign.PlanDesk;
import dev.rekey.engine.campaign.WaveInput;
import dev.rekey.engine.campaign.WaveLane;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.planning.Pace;
import dev.rekey.planning.Plan;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.planning.Wave;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Lanes;
import dev.rekey.runtime.decisions.DecisionRefused;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.histories.Histories;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Answers campaigns and waves from the database. */
public final class CampaignActivitiesImpl implements CampaignActivities {

  /** How long a run that has recorded its proof may take to end. */
  private static final Duration TO_END = Duration.ofSeconds(10);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Quiet quiet;
  private final Plans plans;
  private final Rosters rosters;
  private final Board board;
  private final Closing closing;
  private final Histories histories;
  private final Timing timing;
  private final Clock clock;

  public CampaignActivitiesImpl(
      Quiet quiet,
      Plans plans,
      Rosters rosters,
      Board board,
      Closing closing,
      Histories histories,
      Timing timing,
      Clock clock) {
    this.quiet = quiet;
    this.plans = plans;
    this.rosters = rosters;
    this.board = board;
    this.closing = closing;
    this.histories = histories;
    this.timing = timing;
    this.clock = clock;
  }

  @Override
  public CampaignOpened openCampaign(CampaignInput input) {
    Plan plan = plan(input.campaign(), input.plan());
    Roster roster = roster(input.campaign());
    Duration within =
        plan.rotations().stream()
            .map(PlannedRotation::pace)
            .map(Pace::approvalWithin)
            .min(Duration::compareTo)
            .orElse(Duration.ofHours(24));
    return new CampaignOpened(
        plan.digest(),
        plan.author(),
        roster,
        plans.approved(input.campaign(), plan.digest()),
        plan.waves().size(),
        plan.rotations().stream().map(one -> one.id().lane().system()).distinct().sorted().toList(),
        within,
        timing,
        onlyCuts(plan));
  }

  @Override
  public void recordPlanDecision(CampaignInput input, SignedStatement signed) {
    Plan plan = plan(input.campaign(), input.plan());
    Roster roster = roster(input.campaign());
    new PlanDesk(input.campaign(), roster, plan.author(), onlyCuts(plan))
        .objectionToPlan(signed, plan.number(), plan.digest(), clock.instant())
        .or(() -> rosters.revoked(signed, clock.instant()))
        .or(() -> plans.superseded(input.campaign(), plan.number()))
        .ifPresent(why -> {
          board.alarm(input.campaign(), "plan " + plan.number(), why);
          throw ApplicationFailure.newNonRetryableFailure(why, "decision-refused");
        });
    plans.decide(input.campaign(), signed);
    if (Statement.parse(signed.text()).verb() == Verb.APPROVE) {
      plans.begin(plan);
    }
  }

  private static boolean onlyCuts(Plan plan) {
    return plan.rotations().stream().allMatch(PlannedRotation::cutAtOnce);
  }

  @Override
  public List<WaveLane> waveLanes(WaveInput input) {
    quiet.requireBefore(input);
    Map<Lane, WaveLane> lanes = new LinkedHashMap<>();
    for (Wave wave : plan(input.campaign(), input.plan()).waves()) {
      if (wave.number() == input.wave()) {
        wave.rotations()
            .forEach(one ->
                lanes.putIfAbsent(
                    one.id().lane(), new WaveLane(one.id().lane(), one.owner(), one.privilege())));
      }
    }
    return List.copyOf(lanes.values());
  }

  @Override
  public void awaitQuiet(WaveInput input) {
    quiet.await(input);
  }

  @Override
  public void recordBusy(WaveInput input, List<Lane> lanes) {
    for (Lane lane : lanes) {
      board.busy(input.campaign(), lane);
    }
  }

  @Override
  public ClosingDraft draft(CampaignName campaign) {
    keepHistories(campaign);
    return closing.draft(campaign);
  }

  /** What is put on record later than the draft would void it. */
  private void keepHistories(CampaignName campaign) {
    List<String> ended = Lanes.ended(campaign, board.standings(campaign));
    Instant atMost = clock.instant().plus(TO_END);
    while (!histories.keepNew(campaign, ended) && clock.instant().isBefore(atMost)) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  @Override
  public String close(CampaignName campaign, SignedStatement signed) {
    try {
      return closing.close(campaign, signed);
    } catch (DecisionRefused refused) {
      // A no is an answer: to try again would only say it again.
      throw ApplicationFailure.newNonRetryableFailure(refused.getMessage(), "decision-refused");
    }
  }

  @Override
  public void alarmCampaign(CampaignName campaign, String what) {
    board.alarm(campaign, "campaign", what);
  }

  private Plan plan(CampaignName campaign, int number) {
    return unaltered(campaign, () -> plans.find(campaign, number))
        .orElseThrow(() ->
            new IllegalStateException("campaign %s has no plan %d".formatted(campaign, number)));
  }

  private Roster roster(CampaignName campaign) {
    return unaltered(campaign, () -> rosters.of(campaign));
  }

  /** What was altered is waited for, with an alarm, until it is put back. */
  private <T> T unaltered(CampaignName campaign, Supplier<T> read) {
    try {
      return read.get();
    } catch (TamperedLedger altered) {
      board.alarmOnce(campaign, "campaign", altered.getMessage());
      throw altered;
    }
  }
}
