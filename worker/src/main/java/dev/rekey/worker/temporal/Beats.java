// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityExecutionContextBase;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells Temporal that an attempt is alive, for every activity alike, so that a dead worker's work
 * goes on elsewhere soon and a slow one's is not taken from it. The progress that an activity tells
 * by itself is told again with each beat.
 */
final class Beats extends WorkerInterceptorBase {

  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rekey-heartbeat").factory());

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Beating(next);
  }

  private final class Beating extends ActivityInboundCallsInterceptorBase {

    private @Nullable Told told;

    Beating(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      told = new Told(context);
      super.init(told);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      Told context = Objects.requireNonNull(told, "not initialised");
      Duration silence = context.getInfo().getHeartbeatTimeout();
      if (silence == null || silence.isZero()) {
        return super.execute(input);
      }
      long every = Math.max(SHORTEST.toMillis(), silence.toMillis() / 3);
      ScheduledFuture<?> beat =
          clock.scheduleAtFixedRate(context::again, every, every, TimeUnit.MILLISECONDS);
      try {
        return super.execute(input);
      } finally {
        beat.cancel(false);
      }
    }
  }

  /** Remembers the progress that was told last, by this attempt or the one before. */
  private static final class Told extends ActivityExecutionContextBase {

    private volatile @Nullable Object progress;

    Told(ActivityExecutionContext next) {
      super(next);
      progress = next.getHeartbeatDetails(Object.class).orElse(null);
    }

    @Override
    public <V> void heartbeat(V details) throws ActivityCompletionException {
      progress = details;
      super.heartbeat(details);
    }

    void again() {
      try {
        super.heartbeat(progress);
      } catch (ActivityCompletionException gone) {
        // The attempt is given up by the server; the fence keeps it from writing any more.
        return;
      }
    }
  }
}
