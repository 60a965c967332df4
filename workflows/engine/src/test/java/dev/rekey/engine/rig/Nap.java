// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * A workflow that only sleeps, so that the server's time passes, and then rings a bell until
 * somebody has stopped the time: while an activity is under way none passes.
 */
@WorkflowInterface
public interface Nap {

  @WorkflowMethod(name = "Nap")
  void sleep(Duration length);

  /** Holds the time when the sleep is over. */
  @ActivityInterface
  interface Bell {

    void ring();
  }

  /** Sleeps. */
  final class Taken implements Nap {

    private final Bell bell =
        Workflow.newActivityStub(
            Bell.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(2)).build());

    @Override
    public void sleep(Duration length) {
      Workflow.sleep(length);
      bell.ring();
    }
  }

  /** Rings until it is stopped. */
  final class Ringing implements Bell {

    private static final long PATIENCE_SECONDS = 55;

    private final SynchronousQueue<CountDownLatch> rings = new SynchronousQueue<>();

    @Override
    public void ring() {
      CountDownLatch stopped = new CountDownLatch(1);
      try {
        if (rings.offer(stopped, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          stopped.await();
        }
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    }

    /** Waits for the bell; it goes on ringing until the latch is counted down. */
    CountDownLatch await() {
      try {
        CountDownLatch ringing = rings.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (ringing == null) {
          throw new AssertionError("the time did not pass within a minute");
        }
        return ringing;
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while time was to pass", closed);
      }
    }
  }
}
