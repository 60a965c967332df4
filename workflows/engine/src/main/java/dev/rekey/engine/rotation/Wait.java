// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Waits that say in the history what for: no wait without a timer and a summary. */
public final class Wait {

  private Wait() {}

  /**
   * Waits until {@code met} holds or {@code deadline} has come.
   *
   * @return whether it was met
   */
  public static boolean until(Instant deadline, String summary, Supplier<Boolean> met) {
    Duration left = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), deadline);
    if (met.get() || !left.isPositive()) {
      return met.get();
    }
    AtomicReference<Promise<Void>> timer = new AtomicReference<>();
    CancellationScope scope =
        Workflow.newCancellationScope(() ->
            timer.set(
                Workflow.newTimer(left, TimerOptions.newBuilder().setSummary(summary).build())));
    scope.run();
    Workflow.await(() -> met.get() || timer.get().isCompleted());
    if (!timer.get().isCompleted()) {
      scope.cancel();
    }
    return met.get();
  }
}
