// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.planning.Plan;
import dev.rekey.planning.Planner;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.Plans;
import dev.rekey.runtime.decisions.Rosters;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plans: made from the scope, numbered, bound by a digest; amended while they are carried out. */
@RestController
class PlansController {

  private final Campaigns campaigns;
  private final Plans plans;
  private final PlanMaking making;
  private final PlanViews views;
  private final Rosters rosters;

  PlansController(
      Campaigns campaigns, Plans plans, PlanMaking making, PlanViews views, Rosters rosters) {
    this.campaigns = campaigns;
    this.plans = plans;
    this.making = making;
    this.views = views;
    this.rosters = rosters;
  }

  @PostMapping("/api/v1/campaigns/{name}/plans")
  @ResponseStatus(HttpStatus.CREATED)
  PlanViews.PlanView plan(@PathVariable String name, @RequestBody PlanMaking.NewPlan request) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    if (!List.of("open", "planned").contains(campaign.state())) {
      throw new Refused(
          409,
          "campaign %s is %s: its plan stands".formatted(name, campaign.state()),
          List.of(),
          List.of("closed", "settled").contains(campaign.state())
              ? "rekey campaign reopen %s --reason WHY --as PERSON --key FILE".formatted(name)
              : "rekey campaign amend %s --as PERSON".formatted(name));
    }
    OnRoster.named(rosters, campaign.name(), "author", request.author());
    Plan plan = Planner.plan(making.request(campaign, campaign.plan() + 1, request));
    PlanMaking.requireAllContained(plan, request);
    plans.store(plan);
    return views.of(plan);
  }

  @PostMapping("/api/v1/campaigns/{name}/amendments")
  @ResponseStatus(HttpStatus.CREATED)
  PlanViews.DifferenceView amend(
      @PathVariable String name, @RequestBody PlanMaking.NewPlan request) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    boolean ended = List.of("closed", "settled").contains(campaign.state());
    if (!campaign.state().equals("running")) {
      throw new Refused(
          409,
          "campaign %s is %s: only what is being carried out is amended"
              .formatted(name, campaign.state()),
          List.of(),
          ended
              ? "rekey campaign reopen %s --reason WHY --as PERSON --key FILE".formatted(name)
              : "rekey plan %s --as PERSON".formatted(name));
    }
    OnRoster.named(rosters, campaign.name(), "author", request.author());
    Plan before = plans.find(campaign.name(), plans.inForce(campaign.name())).orElseThrow();
    int number = plans.newest(campaign.name()) + 1;
    Plan plan = Planner.amend(before, making.request(campaign, number, request));
    PlanMaking.requireAllContained(plan, request);
    if (plan.rotations().size() == before.rotations().size()) {
      throw new Refused(
          409,
          "nothing in the scope of %s is to be done that plan %d leaves out"
              .formatted(name, before.number()),
          plan.warnings(),
          "rekey intake %s FILE".formatted(name));
    }
    if (!plans.storeAmendment(plan, before)) {
      throw new Refused(
          409,
          "another plan of %s was made at the same time".formatted(name),
          List.of(),
          "rekey plan show " + name);
    }
    return views.difference(plan);
  }

  @GetMapping("/api/v1/campaigns/{name}/plans/{number}")
  PlanViews.PlanView show(@PathVariable String name, @PathVariable String number) {
    return views.of(found(name, number));
  }

  @GetMapping("/api/v1/campaigns/{name}/plans/{number}/difference")
  PlanViews.DifferenceView difference(@PathVariable String name, @PathVariable String number) {
    return views.difference(found(name, number));
  }

  private Plan found(String name, String number) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    int which = number.equals("latest") ? campaign.newestPlan() : Integer.parseInt(number);
    return plans
        .find(campaign.name(), which)
        .orElseThrow(() ->
            Refused.missing(
                "campaign %s has no plan %s".formatted(name, number), "rekey plan " + name));
  }
}
