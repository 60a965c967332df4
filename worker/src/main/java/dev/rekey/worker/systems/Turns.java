// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells those who found a budget used up when to come back: one after the other, not all at once.
 */
final class Turns {

  private static final Duration FARTHEST = Duration.ofSeconds(30);

  private final long apart;
  private final LongSupplier nanoTime;
  private long last;

  Turns(Duration apart, LongSupplier nanoTime) {
    this.apart = apart.toNanos();
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /** How long the next one is to wait; at most half a minute, for the rate may be raised. */
  synchronized Duration next() {
    long now = nanoTime.getAsLong();
    last = Math.min(Math.max(last, now) + apart, now + FARTHEST.toNanos());
    return Duration.ofNanos(last - now);
  }
}
