// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Head;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import org.jspecify.annotations.Nullable;

/** Somebody who reaches Temporal, but has no key: speaks in clear. */
public final class Intruder {

  private final WorkflowClient client;

  public Intruder(WorkflowClient theirs) {
    this.client =
        WorkflowClient.newInstance(
            theirs.getWorkflowServiceStubs(),
            WorkflowClientOptions.newBuilder()
                .setNamespace(theirs.getOptions().getNamespace())
                .build());
  }

  public WorkflowClient client() {
    return client;
  }

  /** Completes the activity that runs now, before its worker can. */
  public void complete(@Nullable Object result) {
    ActivityExecutionContext running = Activity.getExecutionContext();
    running.doNotCompleteOnReturn();
    client.newActivityCompletionClient().complete(running.getTaskToken(), result);
  }

  /** A step's next attempt is answered by the intruder. */
  public FakeSteps.Attempt answers(@Nullable Object result) {
    return request -> {
      complete(result);
      return new StepResult(
          new StepOutcome.Done(), Head.start(request.rotation().toString()), "nobody reads this");
    };
  }
}
