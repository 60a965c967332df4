// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.engine.rotation.Answers;
import dev.rekey.engine.rotation.LaneInput;
import dev.rekey.engine.rotation.RotationStart;
import dev.rekey.engine.rotation.RotationWorkflow;
import dev.rekey.words.Lane;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rotations live on when their wave has ended; one that runs already is somebody else's. */
public final class WaveWorkflowImpl implements WaveWorkflow {

  @Override
  public void run(WaveInput input) {
    CampaignActivities activities = CoreCalls.campaign("wave %d".formatted(input.wave()));
    Map<Lane, Promise<WorkflowExecution>> started = new LinkedHashMap<>();
    List<WaveLane> lanes =
        Answers.insist(
            () -> activities.waveLanes(input),
            () ->
                activities.alarmCampaign(
                    input.campaign(), "the lanes of a wave cannot be read as ours"));
    for (WaveLane lane : lanes) {
      ChildWorkflowOptions options = RotationStart.child(input.campaign(), lane);
      RotationWorkflow rotation = Workflow.newChildWorkflowStub(RotationWorkflow.class, options);
      Async.procedure(
          rotation::run, new LaneInput(input.campaign(), lane.lane(), input.plan(), null));
      started.put(lane.lane(), Workflow.getWorkflowExecution(rotation));
    }
    List<Lane> busy = new ArrayList<>();
    started.forEach((lane, execution) -> {
      try {
        execution.get();
      } catch (ChildWorkflowFailure alreadyRunning) {
        busy.add(lane);
      }
    });
    if (!busy.isEmpty()) {
      activities.recordBusy(input, busy);
    }
  }
}
