// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who dies where, in the order in which each comes to it. */
final class Deaths {

  private final Map<String, List<CrashPoint>> points = new TreeMap<>();

  void die(String identity, Spot spot, Moment moment) {
    points
        .computeIfAbsent(identity, _ -> new ArrayList<>())
        .add(new CrashPoint(spot.generation(), identity, spot.effect(), spot.place(), moment));
  }

  /** At each of these, in their order. */
  void die(String identity, List<Spot> spots, Moment moment) {
    spots.forEach(spot -> die(identity, spot, moment));
  }

  List<CrashPoint> all() {
    return points.values().stream().flatMap(List::stream).toList();
  }
}
