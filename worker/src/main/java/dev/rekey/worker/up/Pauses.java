// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import java.time.Duration;

/**
 * How long to wait before a child that has ended is started again: not at all the first time, then
 * longer and longer while it keeps ending.
 *
 * @param first the shortest wait
 * @param longest no wait is longer
 * @param steady whoever lived that long begins anew with no wait
 */
record Pauses(Duration first, Duration longest, Duration steady) {

  static final Pauses DEFAULT =
      new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

  /**
   * The next wait.
   *
   * @param last the wait before it was started last; negative if it never ended before
   * @param lived how long it lived since then
   */
  Duration after(Duration last, Duration lived) {
    if (last.isNegative() || lived.compareTo(steady) >= 0) {
      return Duration.ZERO;
    }
    Duration doubled = last.isZero() ? first : last.multipliedBy(2);
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
