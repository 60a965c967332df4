// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who dies where, in the order in which each comes to it: the k-th point of every rotation is in
 * the process's k-th death, so that it dies as often as that rotation which dies most.
 */
final class Deaths {

  private final Map<String, List<CrashPoint>> points = new TreeMap<>();

  void die(String identity, Spot spot, Moment moment) {
    List<CrashPoint> own = points.computeIfAbsent(identity, _ -> new ArrayList<>());
    own.add(new CrashPoint(own.size() + 1, identity, spot.effect(), spot.place(), moment));
  }

  /** At each of these, in their order. */
  void die(String identity, List<Spot> spots, Moment moment) {
    spots.forEach(spot -> die(identity, spot, moment));
  }

  List<CrashPoint> all() {
    return points.values().stream().flatMap(List::stream).toList();
  }

  /** How often the process dies. */
  int longest() {
    return all().stream().mapToInt(CrashPoint::generation).max().orElseThrow();
  }
}
