// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.graph;

import java.util.Arrays;

/**
 * The strongly connected components of a graph: nodes that all reach one another share one.
 *
 * <p>Tarjan's way, without recursion: a chain of ten thousand would overflow the stack. Components
 * are numbered so that no edge leads to a higher one.
 *
 * @param of the component of each node; -1 for nodes that were left out
 * @param count how many there are
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers by the ten thousand; never compared.
record Components(int[] of, int count) {

  static Components of(int[][] next, boolean[] left) {
    return new Walk(next, left).run();
  }

  /** One walk over the graph. */
  private static final class Walk {

    private final int[][] next;
    private final boolean[] left;
    private final int[] of;
    private final int[] index;
    private final int[] low;
    private final int[] edge;
    private final int[] stack;
    private final int[] path;
    private final boolean[] onStack;
    private int indices;
    private int stacked;
    private int depth;
    private int count;

    Walk(int[][] next, boolean[] left) {
      int nodes = next.length;
      this.next = next;
      this.left = left;
      this.of = new int[nodes];
      this.index = new int[nodes];
      this.low = new int[nodes];
      this.edge = new int[nodes];
      this.stack = new int[nodes];
      this.path = new int[nodes];
      this.onStack = new boolean[nodes];
      Arrays.fill(of, -1);
    }

    Components run() {
      for (int node = 0; node < next.length; node++) {
        if (!left[node] && index[node] == 0) {
          from(node);
        }
      }
      return new Components(of, count);
    }

    private void from(int start) {
      enter(start);
      while (depth > 0) {
        int node = path[depth - 1];
        if (edge[node] < next[node].length) {
          int to = next[node][edge[node]++];
          if (left[to]) {
            continue;
          }
          if (index[to] == 0) {
            enter(to);
          } else if (onStack[to]) {
            low[node] = Math.min(low[node], index[to]);
          }
        } else {
          leave(node);
        }
      }
    }

    private void enter(int node) {
      index[node] = ++indices;
      low[node] = index[node];
      stack[stacked++] = node;
      onStack[node] = true;
      path[depth++] = node;
    }

    private void leave(int node) {
      depth--;
      if (depth > 0) {
        int before = path[depth - 1];
        low[before] = Math.min(low[before], low[node]);
      }
      if (low[node] == index[node]) {
        int last;
        do {
          last = stack[--stacked];
          onStack[last] = false;
          of[last] = count;
        } while (last != node);
        count++;
      }
    }
  }
}
