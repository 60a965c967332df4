// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tells Temporal that an attempt is alive, so that a dead worker's work goes on elsewhere soon. */
final class Heartbeat implements AutoCloseable {

  private static final ScheduledExecutorService BEATS =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rekey-heartbeat").factory());

  private final ScheduledFuture<?> beat;

  private Heartbeat(ScheduledFuture<?> beat) {
    this.beat = beat;
  }

  static Heartbeat start() {
    ActivityExecutionContext context = Activity.getExecutionContext();
    Duration silence = context.getInfo().getHeartbeatTimeout();
    long every = Math.max(100, silence.toMillis() / 3);
    return new Heartbeat(
        BEATS.scheduleAtFixedRate(() -> tell(context), every, every, TimeUnit.MILLISECONDS));
  }

  private static void tell(ActivityExecutionContext context) {
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException gone) {
      // The attempt is given up by the server; the fence keeps it from writing any more.
      return;
    }
  }

  @Override
  public void close() {
    beat.cancel(false);
  }
}
