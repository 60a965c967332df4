// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a failed attempt tells fits into what Temporal keeps of it. */
@Timeout(60)
public class BriefFailuresTest {

  private static final String QUEUE = "brief";

  @ActivityInterface
  public interface Failing {

    void fail();
  }

  @WorkflowInterface
  public interface Watching {

    @WorkflowMethod
    String run();
  }

  public static final class WatchingImpl implements Watching {

    @Override
    public String run() {
      try {
        Workflow.newActivityStub(
                Failing.class,
                ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofMinutes(1))
                    .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                    .build())
            .fail();
        return "did not fail";
      } catch (ActivityFailure failure) {
        ApplicationFailure said =
            (ApplicationFailure) Objects.requireNonNull(failure.getCause(), "no cause");
        return "%s, %d frames of the thrower, cause %s, %d characters"
            .formatted(
                said.getType(),
                ofTheThrower(said),
                said.getCause(),
                said.getOriginalMessage().length());
      }
    }
  }

  /** A failure without a trace is given the trace of who reads it. */
  private static long ofTheThrower(ApplicationFailure said) {
    return Arrays.stream(said.getStackTrace())
        .filter(frame -> frame.getClassName().equals(BriefFailuresTest.class.getName()))
        .count();
  }

  @Test
  void whatNobodyExpectedIsToldShortlyWithItsTypeAndWithoutItsTrace() {
    assertThat(
            told(() -> {
              throw new IllegalStateException("x".repeat(5_000), new RuntimeException("deep"));
            }))
        .isEqualTo(
            "java.lang.IllegalStateException, 0 frames of the thrower, cause null, 800 characters");
  }

  @Test
  void whatWasMeantIsToldAsItIsWithoutItsTrace() {
    assertThat(
            told(() -> {
              throw ApplicationFailure.newFailure("try later", "unreachable");
            }))
        .isEqualTo("unreachable, 0 frames of the thrower, cause null, 9 characters");
  }

  private static String told(Failing failing) {
    TestEnvironmentOptions options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder()
                    .setWorkerInterceptors(new BriefFailures())
                    .build())
            .build();
    try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(options)) {
      Worker worker = environment.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(WatchingImpl.class);
      worker.registerActivitiesImplementations(failing);
      environment.start();
      WorkflowClient client = environment.getWorkflowClient();
      return client
          .newWorkflowStub(Watching.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
          .run();
    }
  }
}
