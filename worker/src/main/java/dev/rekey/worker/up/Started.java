// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started so far; ended in reverse, all of it, whatever goes wrong on the way. */
final class Started implements AutoCloseable {

  /** A part that can be ended. */
  @FunctionalInterface
  interface Part extends AutoCloseable {
    @Override
    void close();
  }

  private final Deque<Part> parts = new ArrayDeque<>();

  /** Ended before everything that was added earlier. */
  <P extends Part> P add(P part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
