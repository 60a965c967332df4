// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Some who do the same thing again and again, each on a thread of its own, at most once in a pace
 * and not all at the same moment.
 */
final class Rounds implements AutoCloseable {
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(30);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Starts them.
   *
   * @param name of the threads
   * @param rounds what each does once; must not throw
   * @param pace from the end of one round to the start of the next
   */
  Rounds(String name, List<Runnable> rounds, Duration pace) {
    if (pace.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException("pace: " + pace + " (expected: at least 10 ms)");
    }
    for (int number = 0; number < rounds.size(); number++) {
      Runnable round = rounds.get(number);
      Duration offset = pace.multipliedBy(number).dividedBy(rounds.size());
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name(name + "-" + number)
              .start(() -> run(round, offset, pace)));
    }
  }

  private void run(Runnable round, Duration offset, Duration pace) {
    boolean stopped = waitFor(offset);
    while (!stopped) {
      round.run();
      stopped = waitFor(pace);
    }
  }

  private boolean waitFor(Duration time) {
    try {
      return stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Lets each finish the round that it is in. */
  @Override
  public void close() {
    stop.countDown();
    for (Thread thread : threads) {
      try {
        thread.join(LONGEST_ROUND);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
