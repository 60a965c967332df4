// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.reconcile;

import dev.rekey.engine.campaign.CampaignInput;
import dev.rekey.engine.campaign.CampaignWorkflow;
import dev.rekey.engine.campaign.WaveLane;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.LaneInput;
import dev.rekey.engine.rotation.RotationStart;
import dev.rekey.engine.rotation.RotationWorkflow;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.decisions.Outbox;
import dev.rekey.words.Lane;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A job of the server process, one at a time over all servers: delivers decisions that wait, and
 * starts anew, as held, whatever should run and does not.
 */
public final class Reconciler {

  private static final long LEADER = 0x52656b6579L;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Campaigns campaigns;
  private final Board board;
  private final Outbox outbox;
  private final WorkflowClient temporal;

  public Reconciler(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Campaigns campaigns,
      Board board,
      Outbox outbox,
      WorkflowClient temporal) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.campaigns = campaigns;
    this.board = board;
    this.outbox = outbox;
    this.temporal = temporal;
  }

  /** One round; does nothing if another server is at it. */
  public void run() {
    transactions.executeWithoutResult(_ -> {
      boolean leads =
          jdbc.sql("select pg_try_advisory_xact_lock(:leader)")
              .param("leader", LEADER)
              .query(Boolean.class)
              .single();
      if (leads) {
        round();
      }
    });
  }

  private void round() {
    outbox.deliver();
    for (CampaignRow campaign : campaigns.all()) {
      if (campaign.state().equals("running")) {
        restartCampaign(campaign);
        restartLanes(campaign);
      }
    }
  }

  private void restartCampaign(CampaignRow campaign) {
    if (ended(WorkflowIds.campaign(campaign.name())).isEmpty()) {
      return;
    }
    board.alarm(campaign.name(), "campaign", "its workflow was ended from outside; started anew");
    CampaignWorkflow anew =
        temporal.newWorkflowStub(
            CampaignWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.campaign(campaign.name()))
                .setTaskQueue(TaskQueues.CORE)
                .setStaticSummary("campaign " + campaign.name())
                .build());
    try {
      WorkflowClient.start(anew::run, new CampaignInput(campaign.name(), campaign.plan()));
    } catch (WorkflowExecutionAlreadyStarted meanwhile) {
      return;
    }
  }

  private void restartLanes(CampaignRow campaign) {
    Map<Lane, Standing> open = new LinkedHashMap<>();
    for (Standing standing : board.standings(campaign.name())) {
      if (!standing.state().equals("proven")) {
        open.putIfAbsent(standing.planned().id().lane(), standing);
      }
    }
    open.forEach((lane, standing) -> restart(campaign, lane, standing));
  }

  private void restart(CampaignRow campaign, Lane lane, Standing standing) {
    boolean busy = standing.reason() == HeldReason.LANE_BUSY;
    Optional<WorkflowExecutionStatus> ended = ended(WorkflowIds.rotation(lane));
    if (ended.isEmpty() || (standing.state().equals("planned") && !busy)) {
      return;
    }
    HeldReason because = busy ? null : HeldReason.TERMINATED;
    if (because != null) {
      board.alarm(
          campaign.name(),
          standing.planned().id().toString(),
          "its workflow is %s though it is not proven; started anew as held"
              .formatted(ended.get().name()));
    }
    start(campaign, lane, standing.planned(), because);
  }

  private void start(
      CampaignRow campaign, Lane lane, PlannedRotation planned, @Nullable HeldReason because) {
    RotationWorkflow anew =
        temporal.newWorkflowStub(
            RotationWorkflow.class,
            RotationStart.anew(
                campaign.name(), new WaveLane(lane, planned.owner(), planned.privilege())));
    try {
      WorkflowClient.start(
          anew::run, new LaneInput(campaign.name(), lane, campaign.plan(), because));
    } catch (WorkflowExecutionAlreadyStarted meanwhile) {
      // A wave or another round was quicker: it runs, and that is all that is wanted.
      return;
    }
  }

  /** How a workflow ended, if it is not running; not found counts as ended. */
  private Optional<WorkflowExecutionStatus> ended(String workflow) {
    try {
      WorkflowExecutionStatus status =
          temporal.newUntypedWorkflowStub(workflow).describe().getStatus();
      return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          ? Optional.empty()
          : Optional.of(status);
    } catch (WorkflowNotFoundException never) {
      return Optional.of(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_UNSPECIFIED);
    }
  }
}
