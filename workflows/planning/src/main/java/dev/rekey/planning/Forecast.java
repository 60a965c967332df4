// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;

import dev.rekey.words.KindCapabilities.Overlap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How long a plan will take, from its pace and waves alone: what the systems' rates add is not in
 * it.
 *
 * @param atLeast if nobody is waited for, nothing is held and all waves after the first overlap
 * @param atMost if every owner decides in the last moment, every observation takes its whole time
 *     and each wave starts when the last one has ended; holds come on top
 */
public record Forecast(Duration atLeast, Duration atMost) {

  public Forecast {
    requireNonNull(atLeast, "atLeast is null");
    requireNonNull(atMost, "atMost is null");
  }

  static Forecast of(List<Wave> waves) {
    List<Duration> quick = new ArrayList<>();
    Duration slow = Duration.ZERO;
    for (Wave wave : waves) {
      Duration quickest = Duration.ZERO;
      Duration slowest = Duration.ZERO;
      for (List<PlannedRotation> lane : wave.lanes().values()) {
        quickest = longer(quickest, sum(lane, Forecast::quick));
        slowest = longer(slowest, sum(lane, Forecast::slow));
      }
      quick.add(quickest);
      slow = slow.plus(slowest);
    }
    Duration first = quick.isEmpty() ? Duration.ZERO : quick.getFirst();
    Duration rest =
        quick.stream().skip(1).reduce(Duration.ZERO, (one, other) -> longer(one, other));
    return new Forecast(first.plus(rest), slow);
  }

  private static Duration quick(PlannedRotation rotation) {
    return killing(rotation, rotation.pace().observeFor(), Duration.ZERO);
  }

  private static Duration slow(PlannedRotation rotation) {
    Duration owner = rotation.ownerApproval() ? rotation.pace().approvalWithin() : Duration.ZERO;
    Duration places = rotation.pace().confirmWithin().multipliedBy(rotation.places().size());
    return killing(rotation, rotation.pace().observeAtMost(), places).plus(owner);
  }

  /** The waits on a rotation's way, given how long is observed and how long places take. */
  private static Duration killing(PlannedRotation rotation, Duration observed, Duration places) {
    Pace pace = rotation.pace();
    Duration proof = pace.proveWindow();
    Duration watched = observed.plus(pace.brownoutWatch()).plus(pace.soak()).plus(proof);
    return switch (rotation.disposition()) {
      case REPLACE ->
          rotation.overlap() == Overlap.NONE || rotation.contained()
              ? places.plus(proof)
              : pace.proveNewWindow().plus(places).plus(watched);
      case RETIRE -> watched;
      case REVOKE_NOW -> proof;
    };
  }

  private static Duration sum(
      List<PlannedRotation> lane, Function<PlannedRotation, Duration> length) {
    return lane.stream().map(length).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
