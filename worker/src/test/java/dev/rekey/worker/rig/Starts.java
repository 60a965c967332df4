// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets few things start at the same time: a start is all work and no waiting, and many at once
 * would only keep each other, and the tests that run already, from getting anywhere.
 */
public final class Starts {

  private static final Semaphore TURNS = new Semaphore(2, /* fair= */ true);

  private Starts() {}

  /** Starts it when it is its turn. */
  public static <T> T inTurn(Supplier<T> start) {
    TURNS.acquireUninterruptibly();
    try {
      return start.get();
    } finally {
      TURNS.release();
    }
  }
}
