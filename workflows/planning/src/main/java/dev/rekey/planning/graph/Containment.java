// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The order in which lanes must die: what opens another one goes before it, for a new value must
 * not be put where a leaked credential that is not dead yet can read it.
 *
 * <p>Lanes that open one another in a circle have no such order. Of each circle a few are chosen as
 * bridges: cut first, the rest of it has an order. Those go before the rest, and what the others of
 * the circle can read of them is told, not hidden.
 */
public final class Containment {

  /** Of a large circle so much is chosen at once: one by one would take too long. */
  private static final int SHARE = 8;

  private static final int NONE = -1;

  private final LaneGraph graph;
  private final boolean[] bridges;
  private final List<int[]> circles = new ArrayList<>();
  private final int[] levels;
  private final int[][] before;
  private final int[] last;
  private final int[] lastBut;

  private Containment(LaneGraph graph) {
    this.graph = graph;
    this.before = graph.reversed();
    this.last = new int[before.length];
    this.lastBut = new int[before.length];
    this.bridges = new boolean[graph.lanes()];
    this.levels = new int[graph.lanes()];
  }

  /**
   * Puts lanes into order.
   *
   * @param laneOf the lane of each credential of the graph
   * @param replaced whether a lane gets a new value
   * @param first lanes that are cut before anything else is done: no bridge is needed beside them
   */
  public static Containment of(
      Openings openings, int[] laneOf, boolean[] replaced, boolean[] first) {
    LaneGraph whole = LaneGraph.of(openings, laneOf, replaced);
    Containment containment = new Containment(whole);
    LaneGraph cut = whole.without((from, to) -> whole.isLane(to) && first[to]);
    int[] circleOf = Components.of(cut.next(), new boolean[cut.next().length]).of();
    containment.bridge(cut);
    containment.level(cut.bridged(circleOf, containment.bridges));
    containment.findLast();
    return containment;
  }

  /** How many others must be dead before a lane, in the longest chain of them. */
  public int level(int lane) {
    return levels[lane];
  }

  /** Whether to cut this lane first would break a circle. */
  public boolean isBridge(int lane) {
    return bridges[lane];
  }

  /** The circles, each the lanes in it by number, sorted. */
  public List<int[]> circles() {
    return List.copyOf(circles);
  }

  /** Whether anything opens this lane that is not itself. */
  public boolean isOpened(int lane) {
    return latestOpener(lane).isPresent();
  }

  /** Of the lanes that open this one and are not itself, the one that dies last. */
  public OptionalInt latestOpener(int lane) {
    int latest = NONE;
    for (int hub : before[lane]) {
      int one = last[hub] == lane ? lastBut[hub] : last[hub];
      if (one != NONE && (latest == NONE || levels[one] > levels[latest])) {
        latest = one;
      }
    }
    return latest == NONE ? OptionalInt.empty() : OptionalInt.of(latest);
  }

  /** Of each hub the lane that dies last of those that open it, and the one before it. */
  private void findLast() {
    for (int hub = graph.lanes(); hub < before.length; hub++) {
      last[hub] = NONE;
      lastBut[hub] = NONE;
      for (int lane : before[hub]) {
        if (last[hub] == NONE || levels[lane] > levels[last[hub]]) {
          lastBut[hub] = last[hub];
          last[hub] = lane;
        } else if (lastBut[hub] == NONE || levels[lane] > levels[lastBut[hub]]) {
          lastBut[hub] = lane;
        }
      }
    }
  }

  /** Takes the lanes that most ways of a circle go through out of it, until no circle is left. */
  private void bridge(LaneGraph cut) {
    boolean[] left = new boolean[cut.next().length];
    Components components = Components.of(cut.next(), left);
    List<int[]> open = circles(components);
    circles.addAll(open);
    while (!open.isEmpty()) {
      int[] in = within(cut, components);
      for (int[] circle : open) {
        for (int lane : most(cut, in, circle)) {
          bridges[lane] = true;
          left[lane] = true;
        }
      }
      components = Components.of(cut.next(), left);
      open = circles(components);
    }
  }

  /** The components with more than one lane in them. */
  private List<int[]> circles(Components components) {
    List<List<Integer>> lanes = new ArrayList<>();
    IntStream.range(0, components.count()).forEach(each -> lanes.add(new ArrayList<>()));
    for (int lane = 0; lane < graph.lanes(); lane++) {
      if (components.of()[lane] >= 0) {
        lanes.get(components.of()[lane]).add(lane);
      }
    }
    return lanes.stream()
        .filter(each -> each.size() > 1)
        .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /** How many edges lead to each node from its own component. */
  private static int[] within(LaneGraph cut, Components components) {
    int[] in = new int[cut.next().length];
    for (int node = 0; node < in.length; node++) {
      for (int to : cut.next()[node]) {
        if (components.of()[node] >= 0 && components.of()[node] == components.of()[to]) {
          in[to]++;
        }
      }
    }
    return in;
  }

  /** The lanes that most ways of a circle go through. */
  private static int[] most(LaneGraph cut, int[] in, int[] circle) {
    return Arrays.stream(circle)
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer lane) -> -(long) in[lane] * cut.next()[lane].length)
                .thenComparing(Comparator.naturalOrder()))
        .limit((circle.length + SHARE - 1) / SHARE)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Components are numbered against the edges, so the highest has nothing before it. */
  private void level(LaneGraph ordered) {
    boolean[] left = new boolean[ordered.next().length];
    Components components = Components.of(ordered.next(), left);
    int[] levelOf = new int[components.count()];
    int[][] nodes = nodes(components);
    for (int each = components.count() - 1; each >= 0; each--) {
      boolean holdsLane = Arrays.stream(nodes[each]).anyMatch(ordered::isLane);
      int after = levelOf[each] + (holdsLane ? 1 : 0);
      for (int node : nodes[each]) {
        if (ordered.isLane(node)) {
          levels[node] = levelOf[each];
        }
        for (int to : ordered.next()[node]) {
          int other = components.of()[to];
          if (other != each) {
            levelOf[other] = Math.max(levelOf[other], after);
          }
        }
      }
    }
  }

  private static int[][] nodes(Components components) {
    List<List<Integer>> nodes = new ArrayList<>();
    IntStream.range(0, components.count()).forEach(each -> nodes.add(new ArrayList<>()));
    for (int node = 0; node < components.of().length; node++) {
      nodes.get(components.of()[node]).add(node);
    }
    return nodes.stream()
        .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}
