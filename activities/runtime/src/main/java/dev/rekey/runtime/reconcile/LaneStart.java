// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.reconcile;

import dev.rekey.engine.campaign.WaveLane;
import dev.rekey.engine.rotation.LaneInput;
import dev.rekey.engine.rotation.RotationStart;
import dev.rekey.engine.rotation.RotationWorkflow;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;

/** Starts a lane as the ledger has it, outside of any wave. */
public final class LaneStart {

  private final Board board;
  private final Campaigns campaigns;
  private final WorkflowClient temporal;

  public LaneStart(Board board, Campaigns campaigns, WorkflowClient temporal) {
    this.board = board;
    this.campaigns = campaigns;
    this.temporal = temporal;
  }

  /** Starts it, if it does not run. */
  public void start(CampaignName campaign, Lane lane) {
    PlannedRotation first = board.lane(campaign, lane).getFirst();
    int plan = campaigns.find(campaign).map(CampaignRow::plan).orElseThrow();
    RotationWorkflow rotation =
        temporal.newWorkflowStub(
            RotationWorkflow.class,
            RotationStart.anew(campaign, new WaveLane(lane, first.owner(), first.privilege())));
    try {
      WorkflowClient.start(rotation::run, new LaneInput(campaign, lane, plan, null));
    } catch (WorkflowExecutionAlreadyStarted running) {
      return;
    }
  }
}
