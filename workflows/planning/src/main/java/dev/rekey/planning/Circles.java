// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.planning.graph.Containment;
import dev.rekey.planning.graph.Openings;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order of containment between the lanes of a plan, and the circles in which there is none. */
final class Circles {

  private final List<Work> works;
  private final Map<Lane, Integer> numbers = new LinkedHashMap<>();
  private final Containment containment;

  private Circles(List<Work> works, Set<CredentialId> contained) {
    this.works = works;
    List<LeakedCredential> credentials = new ArrayList<>();
    List<Integer> laneOf = new ArrayList<>();
    boolean[] replaced = new boolean[works.size()];
    boolean[] first = new boolean[works.size()];
    for (int lane = 0; lane < works.size(); lane++) {
      Work work = works.get(lane);
      numbers.put(work.lane(), lane);
      replaced[lane] = work.anyToReplace();
      for (LeakedCredential each : work.turns()) {
        credentials.add(each);
        laneOf.add(lane);
        first[lane] |= contained.contains(each.id());
      }
    }
    containment =
        Containment.of(
            Openings.of(credentials),
            laneOf.stream().mapToInt(Integer::intValue).toArray(),
            replaced,
            first);
  }

  /**
   * Looks at what opens what.
   *
   * @param contained credentials that are cut before anything else is done
   */
  static Circles of(List<Work> works, Set<CredentialId> contained) {
    return new Circles(works, contained);
  }

  /** How many others must be dead before this one, in the longest chain of them. */
  int level(Work work) {
    return containment.level(number(work));
  }

  /** Whether another lane opens this one. */
  boolean isOpened(Work work) {
    return containment.isOpened(number(work));
  }

  /** The lane that opens this one and dies last of all that do; null if there is none. */
  @Nullable Work latestOpener(Work work) {
    OptionalInt opener = containment.latestOpener(number(work));
    return opener.isEmpty() ? null : works.get(opener.getAsInt());
  }

  /** Each circle in words: how large it is, and what to cut first. */
  List<String> sentences() {
    return containment.circles().stream().map(this::sentence).toList();
  }

  private String sentence(int[] circle) {
    List<String> bridges =
        Arrays.stream(circle)
            .filter(containment::isBridge)
            .mapToObj(lane -> works.get(lane).lane().toString())
            .toList();
    List<String> rest =
        Arrays.stream(circle)
            .filter(lane -> !containment.isBridge(lane))
            .mapToObj(lane -> works.get(lane).lane().toString())
            .toList();
    return "%d lanes open one another, so that no order contains them all; cut first (--contain): %s; then the rest: %s"
        .formatted(circle.length, Warnings.some(bridges), Warnings.some(rest));
  }

  private int number(Work work) {
    Integer number = numbers.get(work.lane());
    if (number == null) {
      throw new IllegalStateException("%s: no work of this plan".formatted(work.lane()));
    }
    return number;
  }
}
