// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.drill;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.words.SystemName;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A system that nobody serves, or that fails, spoils its own rows and not the drill. */
public final class DrillWorkflowImpl implements DrillWorkflow {

  private static final int TRIES = 3;
  private static final Duration LONGEST = Duration.ofHours(2);

  @Override
  public void run(DrillInput input) {
    DrillRecords records =
        Workflow.newActivityStub(
            DrillRecords.class,
            ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.CORE)
                .setStartToCloseTimeout(input.timing().attempt())
                .setSummary("drill %d".formatted(input.number()))
                .build());
    Map<SystemName, Promise<Integer>> looks = new LinkedHashMap<>();
    for (SystemName system : input.systems()) {
      DrillActivities activities = at(system, input);
      looks.put(system, Async.function(activities::look, input, system));
    }
    looks.forEach((system, look) -> {
      try {
        look.get();
      } catch (ActivityFailure failed) {
        boolean unserved =
            failed.getCause() instanceof TimeoutFailure late
                && late.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
        records.unreached(
            input,
            system,
            unserved ? HeldReason.NO_WORKER : HeldReason.UNREACHABLE,
            unserved
                ? "no worker serves %s: start one where it is reached".formatted(system)
                : "no look at %s came to its end".formatted(system));
      }
    });
    records.end(input);
  }

  private static DrillActivities at(SystemName system, DrillInput input) {
    return Workflow.newActivityStub(
        DrillActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.of(system))
            .setScheduleToStartTimeout(input.timing().unserved())
            .setStartToCloseTimeout(LONGEST)
            .setHeartbeatTimeout(LONGEST)
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(TRIES).build())
            .setSummary("look at %s".formatted(system))
            .build());
  }
}
