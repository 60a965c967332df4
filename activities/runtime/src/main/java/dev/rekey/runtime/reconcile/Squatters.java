// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.reconcile;

import dev.rekey.engine.campaign.CampaignInput;
import dev.rekey.engine.campaign.WaveInput;
import dev.rekey.engine.rotation.LaneInput;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Workflows of others that run under the ids of ours. One id has one run: as long as theirs is
 * there, ours cannot begin, and nobody would hear of it. Only we can seal an input for an id; what
 * was not begun with such a one, as what it should be, is not ours.
 */
final class Squatters {

  private final WorkflowClient temporal;
  private final Board board;

  /** Runs that were looked at and are ours; a run's beginning never changes. */
  private final Set<String> ours = ConcurrentHashMap.newKeySet();

  Squatters(WorkflowClient temporal, Board board) {
    this.temporal = temporal;
    this.board = board;
  }

  /**
   * Ends what runs as a lane and is not ours.
   *
   * @param listed the run that Temporal lists; null if it lists none
   * @return whether there was one
   */
  boolean evict(CampaignName campaign, Lane lane, @Nullable String listed) {
    if (listed != null && ours.contains(listed)) {
      return false;
    }
    return evict(
        campaign,
        WorkflowIds.rotation(lane),
        "Rotation",
        LaneInput.class,
        input -> input.lane().equals(lane));
  }

  /** Ends what runs as a campaign, or as one of its waves that have lanes to start. */
  void evict(CampaignName campaign, List<Standing> standings) {
    evict(
        campaign,
        WorkflowIds.campaign(campaign),
        "Campaign",
        CampaignInput.class,
        input -> input.campaign().equals(campaign));
    standings.stream()
        .filter(one -> one.state().equals("planned"))
        .map(one -> one.planned().wave())
        .distinct()
        .forEach(wave -> evictWave(campaign, wave));
  }

  private void evictWave(CampaignName campaign, int wave) {
    evict(
        campaign,
        WorkflowIds.wave(campaign, wave),
        "Wave",
        WaveInput.class,
        input -> input.campaign().equals(campaign) && input.wave() == wave);
  }

  /** Ends what runs there and is not ours, with an alarm: ours is started anew by what follows. */
  private <T> boolean evict(
      CampaignName campaign, String workflow, String type, Class<T> input, Predicate<T> fits) {
    Optional<WorkflowExecutionDescription> running = running(workflow);
    if (running.isEmpty()) {
      return false;
    }
    String run = running.get().getExecution().getRunId();
    if (ours.contains(run) || isOurs(running.get(), type, input, fits)) {
      ours.add(run);
      return false;
    }
    board.alarm(
        campaign,
        workflow,
        "another workflow ran under this id (run %s, a '%s'): it was ended"
            .formatted(run, running.get().getWorkflowType()));
    end(workflow, run);
    return true;
  }

  private void end(String workflow, String run) {
    try {
      temporal
          .newUntypedWorkflowStub(workflow, Optional.of(run), Optional.empty())
          .terminate("not one of Rekey's, under an id of Rekey's");
    } catch (WorkflowNotFoundException gone) {
      // It ended by itself: that is all that was wanted.
      return;
    }
  }

  private Optional<WorkflowExecutionDescription> running(String workflow) {
    try {
      return Optional.of(temporal.newUntypedWorkflowStub(workflow).describe())
          .filter(
              one -> one.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    } catch (WorkflowNotFoundException unknown) {
      return Optional.empty();
    }
  }

  private <T> boolean isOurs(
      WorkflowExecutionDescription run, String type, Class<T> input, Predicate<T> fits) {
    return run.getWorkflowType().equals(type)
        && run.getTaskQueue().equals(TaskQueues.CORE)
        && begunWith(run.getExecution(), input).filter(fits).isPresent();
  }

  /** The input that a run was begun with, if it is one that we have sealed for that id. */
  private <T> Optional<T> begunWith(WorkflowExecution run, Class<T> type) {
    String namespace = temporal.getOptions().getNamespace();
    try {
      WorkflowExecutionStartedEventAttributes begun =
          temporal
              .getWorkflowServiceStubs()
              .blockingStub()
              .getWorkflowExecutionHistory(
                  GetWorkflowExecutionHistoryRequest.newBuilder()
                      .setNamespace(namespace)
                      .setExecution(run)
                      .setMaximumPageSize(1)
                      .build())
              .getHistory()
              .getEvents(0)
              .getWorkflowExecutionStartedEventAttributes();
      return Optional.ofNullable(
          temporal
              .getOptions()
              .getDataConverter()
              .withContext(new WorkflowSerializationContext(namespace, run.getWorkflowId()))
              .fromPayloads(0, Optional.of(begun.getInput()), type, type));
    } catch (DataConverterException foreign) {
      return Optional.empty();
    } catch (StatusRuntimeException answer) {
      if (answer.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw answer;
    }
  }
}
