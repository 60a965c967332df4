// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The same graph between lanes, which are what is put into an order: first the lanes by number,
 * then the hubs. A lane that gets no new value has nothing that could be read, so nothing leads to
 * it.
 *
 * @param next the edges of each node
 * @param lanes how many lanes there are
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers by the ten thousand; never compared.
record LaneGraph(int[][] next, int lanes) {

  /**
   * Builds it.
   *
   * @param laneOf the lane of each credential
   * @param replaced whether a lane gets a new value
   */
  static LaneGraph of(Openings openings, int[] laneOf, boolean[] replaced) {
    int lanes = replaced.length;
    int credentials = laneOf.length;
    List<TreeSet<Integer>> edges = new ArrayList<>();
    for (int node = 0; node < lanes + openings.nodes() - credentials; node++) {
      edges.add(new TreeSet<>());
    }
    for (int node = 0; node < openings.nodes(); node++) {
      boolean isLane = node < credentials;
      TreeSet<Integer> from = edges.get(isLane ? laneOf[node] : lanes + node - credentials);
      for (int to : openings.next(node)) {
        if (isLane) {
          from.add(lanes + to - credentials);
        } else if (replaced[laneOf[to]]) {
          from.add(laneOf[to]);
        }
      }
    }
    int[][] next =
        edges.stream()
            .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    return new LaneGraph(next, lanes);
  }

  boolean isLane(int node) {
    return node < lanes;
  }

  /**
   * The graph in which nothing of its own circle leads to a bridge. Who opens it from outside still
   * does, so each hub has a twin, at its number and so many more as there are hubs, for those
   * alone.
   *
   * @param circleOf the component of each node
   * @param bridges whether a lane is one
   */
  LaneGraph bridged(int[] circleOf, boolean[] bridges) {
    int hubs = next.length - lanes;
    int[][] bridged = new int[next.length + hubs][];
    for (int lane = 0; lane < lanes; lane++) {
      int from = circleOf[lane];
      bridged[lane] =
          IntStream.concat(
                  Arrays.stream(next[lane]),
                  Arrays.stream(next[lane])
                      .filter(hub -> circleOf[hub] != from)
                      .map(hub -> hub + hubs))
              .toArray();
    }
    for (int hub = lanes; hub < next.length; hub++) {
      int inside = circleOf[hub];
      bridged[hub] =
          Arrays.stream(next[hub])
              .filter(lane -> !bridges[lane] || circleOf[lane] != inside)
              .toArray();
      bridged[hub + hubs] =
          Arrays.stream(next[hub])
              .filter(lane -> bridges[lane] && circleOf[lane] == inside)
              .toArray();
    }
    return new LaneGraph(bridged, lanes);
  }

  /** The edges turned round. */
  int[][] reversed() {
    int[] sizes = new int[next.length];
    for (int[] edges : next) {
      for (int to : edges) {
        sizes[to]++;
      }
    }
    int[][] before = new int[next.length][];
    Arrays.setAll(before, node -> new int[sizes[node]]);
    Arrays.fill(sizes, 0);
    for (int node = 0; node < next.length; node++) {
      for (int to : next[node]) {
        before[to][sizes[to]++] = node;
      }
    }
    return before;
  }

  /** Says of an edge whether it is left out. */
  interface Left {
    boolean out(int from, int to);
  }

  /** The same graph without some edges. */
  LaneGraph without(Left left) {
    int[][] fewer = new int[next.length][];
    for (int from = 0; from < next.length; from++) {
      int node = from;
      fewer[from] = Arrays.stream(next[from]).filter(to -> !left.out(node, to)).toArray();
    }
    return new LaneGraph(fewer, lanes);
  }
}
