// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looking again and again until something is so, but not for ever. */
final class Waiting {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private Waiting() {}

  /**
   * Looks at once, then at growing intervals.
   *
   * @return whether it became so in time
   */
  static boolean until(Duration within, BooleanSupplier condition) {
    long deadline = System.nanoTime() + within.toNanos();
    Duration pause = FIRST_PAUSE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
    return true;
  }
}
