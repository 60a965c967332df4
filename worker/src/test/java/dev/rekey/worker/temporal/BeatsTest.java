// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An attempt counts as dead when its worker is, and not before. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
public class BeatsTest {

  private static final String QUEUE = "beats";
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final Duration SLOW = Duration.ofSeconds(3);

  @ActivityInterface
  public interface Work {

    int work();
  }

  @WorkflowInterface
  public interface Working {

    @WorkflowMethod
    int run();
  }

  public static final class WorkingImpl implements Working {

    @Override
    public int run() {
      return Workflow.newActivityStub(
              Work.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofMinutes(1))
                  .setHeartbeatTimeout(SILENCE)
                  .build())
          .work();
    }
  }

  @Test
  void aSlowActivityThatTellsNothingIsNotTakenForDead() {
    AtomicInteger attempts = new AtomicInteger();
    int answer =
        run(() -> {
          attempts.incrementAndGet();
          LockSupport.parkNanos(SLOW.toNanos());
          return 1;
        });
    assertThat(answer).isEqualTo(1);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void theProgressThatAnActivityToldOutlivesTheBeats() {
    int answer =
        run(() -> {
          ActivityExecutionContext context = Activity.getExecutionContext();
          int before = context.getHeartbeatDetails(Integer.class).orElse(0);
          if (context.getInfo().getAttempt() == 1) {
            context.heartbeat(7);
          }
          if (context.getInfo().getAttempt() < 3) {
            LockSupport.parkNanos(SLOW.toNanos());
            throw new IllegalStateException("tries again");
          }
          return before;
        });
    assertThat(answer).isEqualTo(7);
  }

  private static int run(Work work) {
    try (TestWorkflowEnvironment temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new Beats()).build())
                .build())) {
      Worker worker = temporal.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(WorkingImpl.class);
      worker.registerActivitiesImplementations(work);
      temporal.start();
      WorkflowClient client = temporal.getWorkflowClient();
      return client
          .newWorkflowStub(Working.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
          .run();
    }
  }
}
