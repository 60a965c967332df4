// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.words.SystemName;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The activities that campaigns and waves call. */
final class CoreCalls {

  /**
   * Somebody waits for the answer: what cannot be listed by then is told, and asked again later.
   */
  private static final int SWEEPS = 3;

  private static final RetryOptions RETRY =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  private CoreCalls() {}

  static CampaignActivities campaign(String summary) {
    return Workflow.newActivityStub(
        CampaignActivities.class, options(TaskQueues.CORE, summary, Timing.DEFAULT).build());
  }

  static SweepActivities sweep(SystemName system, Timing timing) {
    return Workflow.newActivityStub(
        SweepActivities.class,
        options(TaskQueues.of(system), "list %s once more".formatted(system), timing)
            .setStartToCloseTimeout(Duration.ofHours(2))
            .setScheduleToStartTimeout(timing.unserved())
            .setRetryOptions(
                RetryOptions.newBuilder(RETRY)
                    .setMaximumAttempts(SWEEPS)
                    .setDoNotRetry(SweepActivities.REJECTED)
                    .build())
            .build());
  }

  private static ActivityOptions.Builder options(String queue, String summary, Timing timing) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        .setStartToCloseTimeout(timing.attempt())
        .setHeartbeatTimeout(timing.heartbeat())
        .setRetryOptions(RETRY)
        .setSummary(summary);
  }
}
