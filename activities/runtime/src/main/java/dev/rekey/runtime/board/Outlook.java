// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.board;

import dev.rekey.engine.life.Step;
import dev.rekey.planning.Mode;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long what is left of a campaign takes by itself: from the waits on each rotation's way, as
 * its plan says them, beginning with the step at which it stands. Nobody is waited for in it,
 * nothing is held, and waves that have not begun overlap.
 */
public final class Outlook {

  private static final Set<String> ENDED = Set.of("proven", "excepted");

  private Outlook() {}

  /** Empty if nothing is left to be done. */
  public static Optional<Duration> of(List<Standing> standings) {
    Set<Integer> begun =
        standings.stream()
            .filter(one -> !one.state().equals("planned"))
            .map(one -> one.planned().wave())
            .collect(Collectors.toSet());
    Map<Boolean, Map<Lane, Duration>> left = new TreeMap<>();
    for (Standing one : standings) {
      if (!ENDED.contains(one.state())) {
        left.computeIfAbsent(begun.contains(one.planned().wave()), _ -> new TreeMap<>())
            .merge(one.planned().id().lane(), left(one), Duration::plus);
      }
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            left.values().stream()
                .map(lanes -> longest(lanes.values()))
                .reduce(Duration.ZERO, Duration::plus));
  }

  private static Duration longest(Collection<Duration> lanes) {
    return lanes.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** The waits from where it stands; on the way back all of them come anew. */
  private static Duration left(Standing standing) {
    PlannedRotation planned = standing.decided();
    Pace pace = planned.pace();
    Step at = standing.step().compareTo(Step.PROVE) > 0 ? Step.APPROVE : standing.step();
    boolean replaced = planned.disposition() == Disposition.REPLACE;
    boolean cutFirst =
        planned.disposition() == Disposition.REVOKE_NOW
            || (replaced && (planned.overlap() == Overlap.NONE || planned.mode() == Mode.CONTAIN));
    Duration left = ahead(at, Step.PROVE) ? pace.proveWindow() : Duration.ZERO;
    if (cutFirst) {
      return left;
    }
    if (replaced && ahead(at, Step.PROVE_NEW)) {
      left = left.plus(pace.proveNewWindow());
    }
    if (ahead(at, Step.OBSERVE)) {
      left = left.plus(pace.observeFor()).plus(pace.brownoutWatch());
    }
    return ahead(at, Step.SOAK) ? left.plus(pace.soak()) : left;
  }

  private static boolean ahead(Step at, Step wait) {
    return at.compareTo(wait) <= 0;
  }
}
