// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.engine.campaign.SweepActivities;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.systems.LaneIssuer;
import dev.rekey.runtime.systems.Systems;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import dev.rekey.words.SystemName;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Lists every identity in scope once more, before the end. */
public final class SweepActivitiesImpl implements SweepActivities {

  private static final Duration BEAT = Duration.ofMillis(500);
  private static final Duration MOST_PATIENCE = Duration.ofMinutes(10);

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
      strangers += strangers(campaign, lane, listed(context, lane, done));
      context.heartbeat(++done);
    }
    return strangers;
  }

  /** What is listed, however often the system asks for patience. */
  private List<ListedCredential> listed(ActivityExecutionContext context, Lane lane, int done) {
    Duration waited = Duration.ZERO;
    while (true) {
      switch (new LaneIssuer(systems.client(lane.system()), lane).list()) {
        case Outcome.Done<Listed>(Listed listed) -> {
          return listed.credentials();
        }
        case Outcome.Rejected<Listed>(Rejection why, String _) when why == Rejection.NOT_FOUND -> {
          // Where there is no identity any more, nothing lives that speaks for it.
          return List.of();
        }
        case Outcome.Rejected<Listed>(Rejection why, String message) ->
            throw ApplicationFailure.newFailure(
                "%s: %s: %s".formatted(lane, why, message), REJECTED);
        case Outcome.Throttled<Listed>(Duration after, String message) -> {
          if (waited.compareTo(MOST_PATIENCE) > 0) {
            throw unreachable(lane, message);
          }
          waited = waited.plus(sleep(context, done, after));
        }
        case Outcome.Unknown<Listed>(String message) -> throw unreachable(lane, message);
      }
    }
  }

  private int strangers(CampaignName campaign, Lane lane, List<ListedCredential> listed) {
    List<ListedCredential> strangers =
        listed.stream().filter(one -> !board.knows(campaign, lane, one.id())).toList();
    strangers.forEach(one -> board.stranger(campaign, lane, one.id(), one.created()));
    return strangers.size();
  }

  /** Waits as long as the system wants, and says meanwhile that it is at work. */
  private static Duration sleep(ActivityExecutionContext context, int done, Duration after) {
    Duration waited = Duration.ZERO;
    do {
      LockSupport.parkNanos(BEAT.toNanos());
      context.heartbeat(done);
      waited = waited.plus(BEAT);
    } while (waited.compareTo(after) < 0);
    return waited;
  }

  private static ApplicationFailure unreachable(Lane lane, String message) {
    return ApplicationFailure.newFailure("%s: %s".formatted(lane, message), "unreachable");
  }
}
