// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.engine.drill.DrillInput;
import dev.rekey.engine.drill.DrillWorkflow;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.planning.Plan;
import dev.rekey.planning.Planner;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.drill.Drills;
import dev.rekey.words.SystemName;
import dev.rekey.worker.server.ServerSettings;
import dev.rekey.worker.systems.ConnectedSystems;
import dev.rekey.worker.systems.RatesOfSystems;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Drills: a campaign's scope gone through by looking only. */
@RestController
class DrillsController {

  private final Campaigns campaigns;
  private final Drills drills;
  private final Rosters rosters;
  private final PlanMaking making;
  private final ConnectedSystems systems;
  private final ServerSettings settings;
  private final WorkflowClient temporal;

  DrillsController(
      Campaigns campaigns,
      Drills drills,
      Rosters rosters,
      PlanMaking making,
      ConnectedSystems systems,
      ServerSettings settings,
      WorkflowClient temporal) {
    this.campaigns = campaigns;
    this.drills = drills;
    this.rosters = rosters;
    this.making = making;
    this.systems = systems;
    this.settings = settings;
    this.temporal = temporal;
  }

  @PostMapping("/api/v1/campaigns/{name}/drills")
  @ResponseStatus(HttpStatus.CREATED)
  Readiness.DrillView begin(@PathVariable String name) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    Plan plan =
        Planner.plan(
            making.request(
                campaign,
                campaign.newestPlan() + 1,
                new PlanMaking.NewPlan(campaign.author().value(), null, null, null)));
    if (plan.rotations().isEmpty()) {
      throw new Refused(
          409,
          "nothing in the scope of %s can be looked at: %d rows are unresolved"
              .formatted(name, plan.unresolved().size()),
          List.of(),
          plan.unresolved().isEmpty()
              ? "rekey intake %s FILE".formatted(name)
              : "rekey scope unresolved " + name);
    }
    int number = drills.begin(plan);
    List<SystemName> asked =
        plan.rotations().stream().map(one -> one.id().lane().system()).distinct().sorted().toList();
    DrillWorkflow workflow =
        temporal.newWorkflowStub(
            DrillWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.drill(campaign.name(), number))
                .setTaskQueue(TaskQueues.CORE)
                .setStaticSummary("drill %d".formatted(number))
                .build());
    WorkflowClient.start(
        workflow::run, new DrillInput(campaign.name(), number, asked, settings.timing()));
    return view(campaign, number);
  }

  @GetMapping("/api/v1/campaigns/{name}/drills/{number}")
  Readiness.DrillView show(@PathVariable String name, @PathVariable int number) {
    return view(Found.campaign(campaigns, name), number);
  }

  private Readiness.DrillView view(CampaignRow campaign, int number) {
    return drills
        .find(campaign.name(), number)
        .map(drill ->
            new Readiness(drill, rosters.of(campaign.name()), RatesOfSystems.of(systems)).view())
        .orElseThrow(() ->
            Refused.missing(
                "campaign %s has no drill %d".formatted(campaign.name(), number),
                "rekey drill " + campaign.name()));
  }
}
