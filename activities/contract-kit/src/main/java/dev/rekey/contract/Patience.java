// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until the answer is as wanted or the time is up. */
final class Patience {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private Patience() {}

  /** The first answer that is as wanted, or the last one before {@code most} is over. */
  static <T> T until(Duration most, Supplier<T> ask, Predicate<? super T> wanted) {
    long deadline = System.nanoTime() + most.toNanos();
    T answer = ask.get();
    while (!wanted.test(answer) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = ask.get();
    }
    return answer;
  }
}
