// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.words.SystemName;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@Timeout(60)
public class WorkersTest {

  private static final String QUEUE = "workers-test";
  private static final SystemName SYSTEM = new SystemName("aws-prod");

  @ActivityInterface
  public interface Work {

    void work();
  }

  @WorkflowInterface
  public interface Working {

    @WorkflowMethod
    String run();
  }

  public static final class WorkingImpl implements Working {

    @Override
    public String run() {
      try {
        Workflow.newActivityStub(
                Work.class,
                ActivityOptions.newBuilder()
                    .setTaskQueue(TaskQueues.of(SYSTEM))
                    .setScheduleToCloseTimeout(Duration.ofSeconds(2))
                    .build())
            .work();
        return "done";
      } catch (ActivityFailure failure) {
        return failure.getCause() instanceof ApplicationFailure said
            ? said.getType() + ": " + said.getOriginalMessage()
            : String.valueOf(failure.getCause());
      }
    }
  }

  @Test
  void anActivityWithoutItsDatabaseEndsAsUnreachableAndNotAsAFault() {
    Work work =
        () -> {
          throw new CannotGetJdbcConnectionException("select 1", new SQLException("gone", "08001"));
        };
    try (TestWorkflowEnvironment temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build())) {
      temporal.newWorker(QUEUE).registerWorkflowImplementationTypes(WorkingImpl.class);
      temporal.start();
      try (Workers workers = new Workers(temporal.getWorkflowClient(), List.of(), List.of(work))) {
        workers.startCore();
        workers.serve(SYSTEM);
        String answer =
            temporal
                .getWorkflowClient()
                .newWorkflowStub(
                    Working.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
                .run();
        assertThat(answer).startsWith("unreachable: Rekey's database does not answer");
      }
    }
  }
}
