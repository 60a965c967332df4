// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.replay;

import dev.rekey.engine.rotation.LaneInput;
import dev.rekey.engine.rotation.RotationWorkflow;
import dev.rekey.engine.rotation.RotationWorkflowImpl;
import dev.rekey.evidence.decision.Delivery;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Today's rotation with one more wait at its beginning: an incompatible change. */
public final class BrokenRotation implements RotationWorkflow {

  private final RotationWorkflow today;

  @WorkflowInit
  public BrokenRotation(LaneInput input) {
    this.today = new RotationWorkflowImpl(input);
  }

  @Override
  public void run(LaneInput input) {
    Workflow.sleep(Duration.ofSeconds(1));
    today.run(input);
  }

  @Override
  public String decide(Delivery delivery) {
    return today.decide(delivery);
  }

  @Override
  public void checkDecision(Delivery delivery) {
    today.checkDecision(delivery);
  }

  @Override
  public void decideBySignal(@Nullable Delivery delivery) {
    today.decideBySignal(delivery);
  }

  @Override
  public void nudge() {
    today.nudge();
  }

  @Override
  public String standing() {
    return today.standing();
  }
}
