// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.graph;

import dev.rekey.planning.text.Shown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What can be reached from credentials that leaked, however far, and for each the shortest way
 * there.
 */
public final class Closure {

  private static final int NONE = -1;
  private static final int LEAKED = -2;
  private static final String ARROW = " → ";

  private final Openings openings;
  private final int[] from;

  private Closure(Openings openings) {
    this.openings = openings;
    this.from = new int[openings.nodes()];
    Arrays.fill(from, NONE);
  }

  /**
   * Walks from what leaked.
   *
   * @param leaked numbers of credentials; the first ones go first where ways are equally long
   */
  public static Closure from(Openings openings, Collection<Integer> leaked) {
    Closure closure = new Closure(openings);
    Deque<Integer> open = new ArrayDeque<>();
    for (int each : leaked) {
      if (closure.from[each] == NONE) {
        closure.from[each] = LEAKED;
        open.add(each);
      }
    }
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int next : openings.next(node)) {
        if (closure.from[next] == NONE) {
          closure.from[next] = node;
          open.add(next);
        }
      }
    }
    return closure;
  }

  /** Whether a credential leaked or is reached. */
  public boolean contains(int credential) {
    return from[credential] != NONE;
  }

  /**
   * The way to a credential that is reached and did not leak itself: what leaked, what that opens,
   * and so on; one line. Empty for all others.
   */
  public Optional<String> path(int credential) {
    if (from[credential] < 0) {
      return Optional.empty();
    }
    List<String> way = new ArrayList<>();
    for (int node = from[credential]; node >= 0; node = from[node]) {
      way.addFirst(openings.label(node));
    }
    String whole = String.join(ARROW, way);
    if (whole.length() > Shown.LONGEST_LINE && way.size() > 4) {
      // Both ends tell most: what leaked, and what opens this one.
      whole =
          String.join(
              ARROW,
              way.getFirst(),
              way.get(1),
              "… %d more …".formatted(way.size() - 4),
              way.get(way.size() - 2),
              way.getLast());
    }
    return Optional.of(Shown.escaped(whole, Shown.LONGEST_LINE));
  }
}
