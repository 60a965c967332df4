// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.rekey.words.Lane;
import dev.rekey.words.SystemName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Puts lanes into waves: the canary, then what opens others before what it opens, and by risk, then
 * those that must go last. A lane is never split over waves, and no wave holds lanes of two bands,
 * nor one that another one of it opens.
 */
final class Order {

  /** What makes a good first try: the whole way to go, and little harm if it goes wrong. */
  private static Comparator<Work> harmless(Circles circles) {
    return comparing((Work work) -> !work.anyToReplace())
        .thenComparingInt(Work::risk)
        .thenComparing(circles::isOpened)
        .thenComparingInt(work -> work.turns().size())
        .thenComparingInt(Work::places)
        .thenComparing(Work::lane);
  }

  private static final Comparator<Work> DANGEROUS =
      comparing(Work::anyToRevokeNow)
          .thenComparingInt(Work::risk)
          .thenComparingInt(Work::places)
          .reversed()
          .thenComparing(Work::lane);

  private static final int DEEPEST = 20;

  /** A lane and where it stands. */
  record Placed(Work work, int wave, String why) {}

  private Order() {}

  static List<Placed> of(List<Work> works, Circles circles) {
    List<Work> canary = canary(works, circles);
    Set<Lane> taken = new LinkedHashSet<>();
    canary.forEach(work -> taken.add(work.lane()));
    int size =
        works.stream()
            .mapToInt(work -> work.playbook().waveSize())
            .min()
            .orElse(Playbook.LARGEST_WAVE);
    List<Placed> placed = new ArrayList<>();
    append(placed, Band.CANARY, canary, size, work -> 0);
    append(
        placed,
        Band.BY_RISK,
        sorted(works, circles, work -> !work.last() && !taken.contains(work.lane())),
        size,
        circles::level);
    append(placed, Band.LAST, sorted(works, circles, Work::last), size, circles::level);
    return List.copyOf(placed);
  }

  private static void append(
      List<Placed> placed, Band band, List<Work> works, int size, ToIntFunction<Work> level) {
    int wave = placed.isEmpty() ? 0 : placed.getLast().wave();
    int inWave = size;
    int before = 0;
    for (Work work : works) {
      // A chain of thousands is no reason for thousands of waves.
      int depth = Math.min(level.applyAsInt(work), DEEPEST);
      if (inWave == size || depth != before) {
        wave++;
        inWave = 0;
      }
      inWave++;
      before = depth;
      placed.add(new Placed(work, wave, band.why(work)));
    }
  }

  private static List<Work> sorted(List<Work> works, Circles circles, Predicate<Work> taken) {
    return works.stream()
        .filter(taken)
        .sorted(Comparator.comparingInt(circles::level).thenComparing(DANGEROUS))
        .toList();
  }

  /** Each playbook's most harmless lanes, spread over its systems. */
  private static List<Work> canary(List<Work> works, Circles circles) {
    return works.stream()
        .filter(work -> !work.last() && !work.anyToRevokeNow())
        .collect(groupingBy(work -> work.playbook().name(), TreeMap::new, toList()))
        .values()
        .stream()
        .flatMap(
            ofOne -> spread(ofOne, circles).stream().limit(ofOne.getFirst().playbook().canary()))
        .toList();
  }

  /** Takes one of each system in turn, the most harmless first. */
  private static List<Work> spread(List<Work> works, Circles circles) {
    TreeMap<SystemName, List<Work>> bySystem =
        works.stream()
            .sorted(harmless(circles))
            .collect(groupingBy(work -> work.lane().system(), TreeMap::new, toList()));
    List<Work> spread = new ArrayList<>();
    for (int round = 0; spread.size() < works.size(); round++) {
      for (List<Work> ofOne : bySystem.values()) {
        if (round < ofOne.size()) {
          spread.add(ofOne.get(round));
        }
      }
    }
    return spread;
  }
}
