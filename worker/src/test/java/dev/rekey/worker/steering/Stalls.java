// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * For how long a thread of this machine had to wait for its turn, at worst, while others worked.
 */
final class Stalls implements AutoCloseable {

  private static final Duration GLANCE = Duration.ofMillis(10);

  private final Thread watch = Thread.ofPlatform().daemon().start(this::watch);
  private volatile long longest;
  private volatile boolean over;

  private void watch() {
    while (!over) {
      long before = System.nanoTime();
      LockSupport.parkNanos(GLANCE.toNanos());
      longest = Math.max(longest, System.nanoTime() - before);
    }
  }

  Duration longest() {
    return Duration.ofNanos(longest);
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(watch);
  }
}
