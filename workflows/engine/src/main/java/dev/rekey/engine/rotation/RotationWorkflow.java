// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.decision.Delivery;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Takes the leaked credentials of one lane through their lives, one after the other. */
@WorkflowInterface
public interface RotationWorkflow {

  @WorkflowMethod(name = "Rotation")
  void run(LaneInput input);

  /**
   * Hands in a signed decision. Refused, without a trace in the history, if it is forged, foreign,
   * late or replayed.
   */
  @UpdateMethod(name = "decide")
  String decide(Delivery delivery);

  @UpdateValidatorMethod(updateName = "decide")
  void checkDecision(Delivery delivery);

  /** The same by signal, for {@code temporal workflow signal}: a forged one changes nothing. */
  @SignalMethod(name = "decision")
  void decideBySignal(@Nullable Delivery delivery);

  /** The cause of a hold may be gone: try again. Harmless from anybody at any time. */
  @SignalMethod(name = "nudge")
  void nudge();

  /** What a person wants to know: one line per credential of the lane. */
  @QueryMethod(name = "standing")
  String standing();
}
