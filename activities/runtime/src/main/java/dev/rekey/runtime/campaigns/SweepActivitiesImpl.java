// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.engine.campaign.SweepActivities;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.systems.Systems;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import dev.rekey.words.Outcome;
import dev.rekey.words.SystemName;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;

/** Lists every identity in scope once more, before the end. */
public final class SweepActivitiesImpl implements SweepActivities {

  private final Board board;
  private final Systems systems;

  public SweepActivitiesImpl(Board board, Systems systems) {
    this.board = board;
    this.systems = systems;
  }

  @Override
  public int sweep(CampaignName campaign, SystemName system) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    List<Lane> lanes =
        board.standings(campaign).stream()
            .map(Standing::planned)
            .map(PlannedRotation::id)
            .map(id -> id.lane())
            .filter(lane -> lane.system().equals(system))
            .distinct()
            .toList();
    int strangers = 0;
    int done = context.getHeartbeatDetails(Integer.class).orElse(0);
    for (Lane lane : lanes.subList(Math.min(done, lanes.size()), lanes.size())) {
      strangers += strangers(campaign, lane);
      context.heartbeat(++done);
    }
    return strangers;
  }

  private int strangers(CampaignName campaign, Lane lane) {
    return switch (systems.client(lane.system()).issuer(lane.kind()).list(lane.identity())) {
      case Outcome.Done<Listed>(Listed listed) -> {
        List<ListedCredential> strangers =
            listed.credentials().stream()
                .filter(one -> !board.knows(campaign, lane, one.id()))
                .toList();
        strangers.forEach(one -> board.stranger(campaign, lane, one.id(), one.created()));
        yield strangers.size();
      }
      case Outcome.Rejected<Listed>(var why, String message) ->
          throw ApplicationFailure.newFailure(
              "%s: %s: %s".formatted(lane, why, message), "rejected");
      case Outcome.Throttled<Listed>(Duration after, String message) ->
          throw later(lane, message, after);
      case Outcome.Unknown<Listed>(String message) ->
          throw later(lane, message, Duration.ofSeconds(1));
    };
  }

  private static ApplicationFailure later(Lane lane, String message, Duration after) {
    return ApplicationFailure.newBuilder()
        .setMessage("%s: %s".formatted(lane, message))
        .setType("unreachable")
        .setNextRetryDelay(after)
        .build();
  }
}
