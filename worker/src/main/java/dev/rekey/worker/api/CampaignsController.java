// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.engine.campaign.CampaignInput;
import dev.rekey.engine.campaign.CampaignWorkflow;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.planning.Incident;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns: begin, start, steer, look. */
@RestController
class CampaignsController {

  private final Campaigns campaigns;
  private final Rosters rosters;
  private final CampaignViews views;
  private final WorkflowClient temporal;

  CampaignsController(
      Campaigns campaigns, Rosters rosters, CampaignViews views, WorkflowClient temporal) {
    this.campaigns = campaigns;
    this.rosters = rosters;
    this.views = views;
    this.temporal = temporal;
  }

  record NewCampaign(
      String name,
      String cause,
      Instant exposedFrom,
      Instant exposedUntil,
      @Nullable Instant cutOff,
      String author) {}

  record Start(int plan) {}

  @PostMapping("/api/v1/campaigns")
  @ResponseStatus(HttpStatus.CREATED)
  CampaignViews.CampaignView create(@RequestBody NewCampaign request) {
    CampaignName name = new CampaignName(request.name());
    Roster roster =
        rosters
            .current()
            .orElseThrow(() ->
                new Refused(
                    409,
                    "no roster is trusted yet, so nobody could approve anything",
                    List.of(),
                    "rekey roster propose --signers FILE --people FILE"));
    PersonName author = new PersonName(request.author());
    if (roster.member(author).isEmpty()) {
      throw new IllegalArgumentException(
          "author '%s' (expected: a person on the roster)".formatted(author));
    }
    Instant cutOff = request.cutOff() == null ? request.exposedUntil() : request.cutOff();
    Incident incident =
        new Incident(request.cause(), request.exposedFrom(), request.exposedUntil(), cutOff);
    if (!campaigns.create(name, incident, author, roster.digest())) {
      throw new Refused(
          409,
          "campaign %s is there already".formatted(name),
          List.of(),
          "rekey campaign status " + name);
    }
    return views.of(Found.campaign(campaigns, request.name()));
  }

  @GetMapping("/api/v1/campaigns")
  List<CampaignViews.CampaignView> list() {
    return campaigns.all().stream().map(views::of).toList();
  }

  @GetMapping("/api/v1/campaigns/{name}")
  CampaignViews.CampaignView get(@PathVariable String name) {
    return views.of(Found.campaign(campaigns, name));
  }

  @PostMapping("/api/v1/campaigns/{name}/start")
  CampaignViews.CampaignView start(@PathVariable String name, @RequestBody Start request) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    if (campaign.plan() == 0 || request.plan() != campaign.plan()) {
      throw new Refused(
          409,
          "plan %d is not the newest of campaign %s, which is %d"
              .formatted(request.plan(), name, campaign.plan()),
          List.of(),
          campaign.plan() == 0 ? "rekey plan " + name : "rekey plan show " + name);
    }
    if (campaign.incident().cause().equals(Incident.DRILL)) {
      throw new Refused(
          409,
          "the cause of campaign %s is a drill, which changes nothing".formatted(name),
          List.of(),
          "rekey drill " + name);
    }
    CampaignWorkflow workflow =
        temporal.newWorkflowStub(
            CampaignWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.campaign(campaign.name()))
                .setTaskQueue(TaskQueues.CORE)
                .setStaticSummary("campaign " + campaign.name())
                .build());
    try {
      WorkflowClient.start(workflow::run, new CampaignInput(campaign.name(), request.plan()));
    } catch (WorkflowExecutionAlreadyStarted running) {
      throw new Refused(
          409,
          "campaign %s is started already".formatted(name),
          List.of(),
          "rekey campaign watch " + name);
    }
    return views.of(Found.campaign(campaigns, name));
  }

  @GetMapping("/api/v1/campaigns/{name}/rotations")
  List<CampaignViews.RotationView> rotations(
      @PathVariable String name,
      @org.springframework.web.bind.annotation.RequestParam(required = false)
          @Nullable String state) {
    return views.rotations(Found.campaign(campaigns, name).name()).stream()
        .filter(rotation -> state == null || rotation.state().equals(state))
        .toList();
  }
}
