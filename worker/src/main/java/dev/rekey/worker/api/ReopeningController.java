// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.engine.campaign.CampaignInput;
import dev.rekey.engine.campaign.CampaignWorkflow;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.evidence.decision.Reopening;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.Plans;
import dev.rekey.runtime.campaigns.Reopenings;
import dev.rekey.runtime.reconcile.LaneStart;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets what was closed or settled go on: two people sign, about its certificate. */
@RestController
class ReopeningController {

  private final Campaigns campaigns;
  private final Plans plans;
  private final Reopenings reopenings;
  private final LaneStart lanes;
  private final WorkflowClient temporal;

  ReopeningController(
      Campaigns campaigns,
      Plans plans,
      Reopenings reopenings,
      LaneStart lanes,
      WorkflowClient temporal) {
    this.campaigns = campaigns;
    this.plans = plans;
    this.reopenings = reopenings;
    this.lanes = lanes;
    this.temporal = temporal;
  }

  /**
   * What there is to sign.
   *
   * @param certificate the digest of the body that the campaign ended with; null if it has not
   * @param proposal the digest of what one person has signed; null if nobody has
   */
  record ReopeningView(
      String campaign,
      String state,
      @Nullable String certificate,
      @Nullable String proposal,
      @Nullable String person,
      @Nullable String reason,
      List<String> alive) {}

  @GetMapping("/api/v1/campaigns/{name}/reopening")
  ReopeningView show(@PathVariable String name) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    Statement proposal =
        reopenings
            .proposed(campaign.name())
            .map(signed -> Statement.parse(signed.text()))
            .orElse(null);
    return new ReopeningView(
        name,
        campaign.state(),
        reopenings.certificate(campaign.name()).map(digest -> digest.value()).orElse(null),
        proposal == null ? null : proposal.digest().value(),
        proposal == null ? null : proposal.person().value(),
        proposal == null ? null : proposal.reason(),
        proposal == null ? List.of() : Reopening.alive(proposal));
  }

  @PostMapping("/api/v1/campaigns/{name}/reopening")
  ReopeningView sign(@PathVariable String name, @RequestBody SignedStatement signed) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    if (reopenings.isProposed(campaign.name(), Statement.parse(signed.text()))) {
      reopenings
          .reopen(campaign.name(), signed)
          .forEach(lane -> lanes.start(campaign.name(), lane));
      start(campaign);
    } else {
      reopenings.propose(campaign.name(), signed);
    }
    return show(name);
  }

  private void start(CampaignRow campaign) {
    CampaignWorkflow workflow =
        temporal.newWorkflowStub(
            CampaignWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.campaign(campaign.name()))
                .setTaskQueue(TaskQueues.CORE)
                .setStaticSummary("campaign " + campaign.name())
                .build());
    try {
      WorkflowClient.start(
          workflow::run, new CampaignInput(campaign.name(), plans.inForce(campaign.name())));
    } catch (WorkflowExecutionAlreadyStarted running) {
      // A settled one has never ended.
      return;
    }
  }
}
