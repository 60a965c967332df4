// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.engine.rotation.WorkflowIds;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.function.Consumer;

/** Starts a wave and waits for its end. */
final class WaveChild {

  private WaveChild() {}

  /**
   * Whether it came to its end by itself, or runs already.
   *
   * @param say where it tells that it runs already
   */
  static boolean endedItself(WaveInput wave, Consumer<String> say) {
    WaveWorkflow child =
        Workflow.newChildWorkflowStub(
            WaveWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.wave(wave.campaign(), wave.wave()))
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary("wave %d".formatted(wave.wave()))
                .build());
    try {
      child.run(wave);
      return true;
    } catch (ChildWorkflowFailure failed) {
      say.accept("wave %d runs already".formatted(wave.wave()));
      return failed.getCause() instanceof WorkflowExecutionAlreadyStarted;
    }
  }
}
