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
import dev.rekey.runtime.board.Lanes;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.decisions.Outbox;
import dev.rekey.runtime.histories.Histories;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * A job of the server process, one at a time over all servers: delivers decisions that wait, and
 * starts anew, as held, whatever should run and does not.
 */
public final class Reconciler {

  private static final long LEADER = 0x52656b6579L;

  private final DataSource dataSource;
  private final Campaigns campaigns;
  private final Board board;
  private final ProofCheck proofs;
  private final Outbox outbox;
  private final LastHeads lastHeads;
  private final Histories histories;
  private final Squatters squatters;
  private final Released released;
  private final WorkflowClient temporal;

  public Reconciler(
      DataSource dataSource,
      Campaigns campaigns,
      Ledger ledger,
      Board board,
      Outbox outbox,
      LastHeads lastHeads,
      Histories histories,
      WorkflowClient temporal) {
    this.dataSource = dataSource;
    this.campaigns = campaigns;
    this.board = board;
    this.proofs = new ProofCheck(ledger, board);
    this.outbox = outbox;
    this.lastHeads = lastHeads;
    this.histories = histories;
    this.squatters = new Squatters(temporal, board);
    this.released = new Released(temporal);
    this.temporal = temporal;
  }

  /**
   * One round; does nothing if another server is at it. Who leads holds a lock of a session, not of
   * a transaction: a round asks Temporal much, and must not keep rows from others meanwhile.
   */
  public void run() {
    try (Connection session = dataSource.getConnection()) {
      if (ask(session, "select pg_try_advisory_lock(%d)")) {
        try {
          round();
        } finally {
          ask(session, "select pg_advisory_unlock(%d)");
        }
      }
    } catch (SQLException away) {
      throw new DataAccessResourceFailureException("the database does not answer", away);
    }
  }

  private static boolean ask(Connection session, String question) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet answer = statement.executeQuery(question.formatted(LEADER))) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private void round() {
    turnBack();
    outbox.deliver();
    for (CampaignRow campaign : campaigns.all()) {
      switch (campaign.state()) {
        // A settled one sleeps until its exceptions expire, and then goes on.
        case "running", "settled" -> {
          List<Standing> standings = standings(campaign.name());
          squatters.evict(campaign.name(), standings);
          restartCampaign(campaign);
          restartLanes(campaign, standings);
          released.tell(standings);
          histories.keepNew(campaign.name(), Lanes.ended(campaign.name(), standings));
        }
        case "closed" ->
            histories.keepNew(campaign.name(), List.of(WorkflowIds.campaign(campaign.name())));
        default -> {}
      }
    }
  }

  /**
   * Compares the ledger with the heads that were kept outside it, and starts anew, as held, the
   * lanes that are ahead of it. To be called before work begins: until then nobody can do or decide
   * anything that would have to be taken back.
   */
  public void turnBack() {
    Set<String> older = lastHeads.compare();
    if (!older.isEmpty()) {
      campaigns.all().stream()
          .filter(campaign -> List.of("running", "settled").contains(campaign.state()))
          .forEach(campaign -> turnBack(campaign, board.standings(campaign.name()), older));
    }
    lastHeads.keep();
  }

  /**
   * Starts lanes anew from a ledger that is older than they are: what such a run remembers, and
   * waits for, is nothing that anybody could see or sign.
   */
  private void turnBack(CampaignRow campaign, List<Standing> standings, Set<String> older) {
    Map<Lane, Standing> behind = new LinkedHashMap<>();
    for (Standing standing : standings) {
      if (older.contains(standing.planned().id().toString())) {
        behind.putIfAbsent(standing.planned().id().lane(), standing);
      }
    }
    behind.forEach((lane, standing) -> {
      String workflow = WorkflowIds.rotation(lane);
      try {
        temporal.newUntypedWorkflowStub(workflow).terminate("the ledger is older than this run");
      } catch (WorkflowNotFoundException ended) {
        // It had come to its end; the ledger does not know that any more.
        board.alarm(campaign.name(), workflow, "its run had ended; started anew as held");
      }
      histories.keep(campaign.name(), List.of(workflow));
      start(campaign, lane, standing.planned(), HeldReason.LEDGER_BEHIND);
    });
  }

  private List<Standing> standings(CampaignName campaign) {
    List<Standing> standings = board.standings(campaign);
    return proofs.putBack(standings) ? board.standings(campaign) : standings;
  }

  private void restartCampaign(CampaignRow campaign) {
    String workflow = WorkflowIds.campaign(campaign.name());
    Optional<Ended> ended = ended(workflow);
    if (ended.isEmpty()) {
      return;
    }
    histories.keep(campaign.name(), List.of(workflow));
    board.alarm(
        campaign.name(),
        "campaign",
        "%s though it is not closed; started anew".formatted(ended.get().sentence()));
    CampaignWorkflow anew =
        temporal.newWorkflowStub(
            CampaignWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflow)
                .setTaskQueue(TaskQueues.CORE)
                .setStaticSummary("campaign " + campaign.name())
                .build());
    try {
      WorkflowClient.start(anew::run, new CampaignInput(campaign.name(), campaign.plan()));
    } catch (WorkflowExecutionAlreadyStarted meanwhile) {
      return;
    }
  }

  private void restartLanes(CampaignRow campaign, List<Standing> standings) {
    Map<Lane, Standing> open = new LinkedHashMap<>();
    for (Standing standing : standings) {
      if (!standing.state().equals("proven")) {
        open.putIfAbsent(standing.planned().id().lane(), standing);
      }
    }
    Map<String, String> running = open.isEmpty() ? Map.of() : running(campaign.name());
    open.forEach((lane, standing) -> {
      String run = running.get(WorkflowIds.rotation(lane));
      boolean evicted = squatters.evict(campaign.name(), lane, run);
      if (run == null || evicted) {
        restart(campaign, lane, standing, evicted);
      }
    });
  }

  /**
   * What Temporal lists as running, with its run; it lists late, so what is missing is asked for by
   * itself.
   */
  private Map<String, String> running(CampaignName campaign) {
    String query =
        "RekeyCampaign = '%s' AND ExecutionStatus = 'Running'".formatted(campaign.value());
    return temporal
        .listExecutions(query)
        .map(WorkflowExecutionMetadata::getExecution)
        .collect(
            Collectors.toMap(
                WorkflowExecution::getWorkflowId, WorkflowExecution::getRunId, (one, _) -> one));
  }

  private void restart(CampaignRow campaign, Lane lane, Standing standing, boolean evicted) {
    boolean busy = standing.reason() == HeldReason.LANE_BUSY && !evicted;
    Optional<Ended> ended = ended(WorkflowIds.rotation(lane));
    boolean ahead = standing.state().equals("planned") && !busy && !waveIsOver(campaign, standing);
    if (ended.isEmpty() || ahead || isProvenByNow(standing.planned().id())) {
      return;
    }
    HeldReason because = busy ? null : HeldReason.TERMINATED;
    if (because != null) {
      histories.keep(campaign.name(), List.of(WorkflowIds.rotation(lane)));
      board.alarm(
          campaign.name(),
          standing.planned().id().toString(),
          "%s though it is not proven; started anew as held".formatted(ended.get().sentence()));
    }
    start(campaign, lane, standing.planned(), because);
  }

  /** Whether it has come to its good end since it was listed: that is no reason for an alarm. */
  private boolean isProvenByNow(RotationId rotation) {
    return board.standing(rotation).filter(now -> now.state().equals("proven")).isPresent();
  }

  /** Whether a rotation's wave came to an end, and so should have started it. */
  private boolean waveIsOver(CampaignRow campaign, Standing standing) {
    String wave = WorkflowIds.wave(campaign.name(), standing.planned().wave());
    return ended(wave).filter(ended -> ended != Ended.PURGED).isPresent();
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

  /** How a workflow ended; empty if it runs. */
  private Optional<Ended> ended(String workflow) {
    try {
      WorkflowExecutionStatus status =
          temporal.newUntypedWorkflowStub(workflow).describe().getStatus();
      return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
          ? Optional.empty()
          : Optional.of(Ended.of(status));
    } catch (WorkflowNotFoundException unknown) {
      return Optional.of(Ended.PURGED);
    }
  }
}
