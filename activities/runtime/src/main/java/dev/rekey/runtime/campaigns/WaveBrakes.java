// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.planning.BrakeRule;
import dev.rekey.planning.Plan;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.words.CampaignName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pauses a campaign when too many rotations of one wave that are past <em>issue</em> went wrong;
 * slow people never trip it. What was wrong when somebody resumed the campaign was seen by that
 * person and does not count again.
 */
public final class WaveBrakes {

  /** Holds that say something went wrong with the rotation itself, not with people or networks. */
  private static final Set<HeldReason> WRONG =
      EnumSet.of(
          HeldReason.REJECTED,
          HeldReason.NEW_NOT_ALIVE,
          HeldReason.UNHEALTHY,
          HeldReason.MISMATCH,
          HeldReason.FAULT);

  private final Campaigns campaigns;
  private final Brakes brakes;
  private final Plans plans;
  private final Board board;

  public WaveBrakes(Campaigns campaigns, Brakes brakes, Plans plans, Board board) {
    this.campaigns = campaigns;
    this.brakes = brakes;
    this.plans = plans;
    this.board = board;
  }

  /** Judges every campaign that runs: slow owners let rotations begin long after their wave. */
  public void judgeAll() {
    campaigns.all().stream()
        .filter(campaign -> campaign.state().equals("running"))
        .forEach(campaign -> judge(campaign.name()));
  }

  /** Judges each wave of a campaign. */
  void judge(CampaignName campaign) {
    int number =
        campaigns
            .find(campaign)
            .filter(row -> row.brake().equals("none"))
            .map(CampaignRow::plan)
            .orElse(0);
    plans.find(campaign, number).map(Plan::brake).ifPresent(rule -> judge(campaign, rule));
  }

  private void judge(CampaignName campaign, BrakeRule rule) {
    Instant resumed = brakes.lastReleased(campaign);
    SortedMap<Integer, List<Standing>> waves = new TreeMap<>();
    board.standings(campaign).stream()
        .filter(WaveBrakes::pastIssue)
        .filter(one -> one.since().isAfter(resumed))
        .forEach(
            one -> waves.computeIfAbsent(one.planned().wave(), _ -> new ArrayList<>()).add(one));
    waves.forEach((wave, past) -> {
      int wrong = (int) past.stream().filter(WaveBrakes::wentWrong).count();
      if (rule.trips(wrong, past.size())) {
        pause(
            campaign,
            wave,
            "%d of %d rotations of wave %d that are past issue went wrong"
                .formatted(wrong, past.size(), wave));
      }
    });
  }

  private void pause(CampaignName campaign, int wave, String why) {
    if (brakes.pullFree(campaign, "pause", why)) {
      board.alarm(
          campaign,
          "wave " + wave,
          "paused itself: %s; look: rekey held %s, then: rekey campaign resume %s"
              .formatted(why, campaign, campaign));
    }
  }

  private static boolean wentWrong(Standing one) {
    return one.reason() != null && WRONG.contains(one.reason());
  }

  /** The board shows a step once it is done, or while the rotation is held at it. */
  private static boolean pastIssue(Standing one) {
    return switch (one.state()) {
      case "planned", "waiting" -> false;
      case "working" -> one.step().compareTo(Step.ISSUE) >= 0;
      case "proven" -> true;
      default -> one.step().compareTo(Step.ISSUE) > 0;
    };
  }
}
