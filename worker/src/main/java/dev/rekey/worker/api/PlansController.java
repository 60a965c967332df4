// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.planning.ApprovalRule;
import dev.rekey.planning.Plan;
import dev.rekey.planning.PlanRequest;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.planning.Planner;
import dev.rekey.planning.Playbook;
import dev.rekey.planning.Wave;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.Plans;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import dev.rekey.words.Place;
import dev.rekey.worker.systems.PlannedSystems;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Plans: made from the scope, numbered, bound by a digest. */
@RestController
class PlansController {

  private final Campaigns campaigns;
  private final Plans plans;
  private final ScopeStore scope;
  private final PlannedSystems systems;
  private final Clock clock;

  PlansController(
      Campaigns campaigns, Plans plans, ScopeStore scope, PlannedSystems systems, Clock clock) {
    this.campaigns = campaigns;
    this.plans = plans;
    this.scope = scope;
    this.systems = systems;
    this.clock = clock;
  }

  record NewPlan(String author, @Nullable String ownerApproval, @Nullable List<String> contain) {}

  record WaveLine(int wave, int lanes, int rotations) {}

  record RotationLine(
      String rotation,
      int wave,
      int turn,
      int turns,
      String disposition,
      String privilege,
      String team,
      List<String> places,
      boolean ownerApproval,
      String exposure,
      String why) {}

  record UnresolvedLine(String source, int line, String reason, String shown) {}

  record PlanView(
      String campaign,
      int number,
      String digest,
      String author,
      List<WaveLine> waves,
      List<RotationLine> rotations,
      List<String> warnings,
      List<UnresolvedLine> unresolved,
      String forecast,
      boolean approved) {}

  @PostMapping("/api/v1/campaigns/{name}/plans")
  @ResponseStatus(HttpStatus.CREATED)
  PlanView plan(@PathVariable String name, @RequestBody NewPlan request) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    if (!List.of("open", "planned").contains(campaign.state())) {
      throw new Refused(
          409,
          "campaign %s is %s: its plan stands".formatted(name, campaign.state()),
          List.of(),
          "rekey plan show " + name);
    }
    Plan plan =
        Planner.plan(
            new PlanRequest(
                campaign.name(),
                campaign.plan() + 1,
                new PersonName(request.author()),
                clock.instant(),
                campaign.incident(),
                systems.compression(),
                campaign.roster(),
                scope.rows(campaign.name()),
                systems.known(),
                playbooks(request.ownerApproval()),
                Set.of(),
                contained(request)));
    requireAllContained(plan, request);
    plans.store(plan);
    return view(plan);
  }

  @GetMapping("/api/v1/campaigns/{name}/plans/{number}")
  PlanView show(@PathVariable String name, @PathVariable String number) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    int which = number.equals("latest") ? campaign.plan() : Integer.parseInt(number);
    return plans
        .find(campaign.name(), which)
        .map(this::view)
        .orElseThrow(() ->
            Refused.missing(
                "campaign %s has no plan %s".formatted(name, number), "rekey plan " + name));
  }

  private static Set<CredentialId> contained(NewPlan request) {
    Set<CredentialId> ids = new LinkedHashSet<>();
    if (request.contain() != null) {
      request.contain().forEach(id -> ids.add(new CredentialId(id)));
    }
    return ids;
  }

  /** What is not cut although somebody wanted that must not go unnoticed. */
  private static void requireAllContained(Plan plan, NewPlan request) {
    Set<CredentialId> missing = contained(request);
    plan.rotations().stream()
        .filter(PlannedRotation::contained)
        .forEach(one -> missing.remove(one.id().credential()));
    if (!missing.isEmpty()) {
      throw new Refused(
          422,
          "contain: %s (expected: credentials of the scope that are replaced)".formatted(missing),
          List.of(),
          "rekey scope " + plan.campaign());
    }
  }

  private List<Playbook> playbooks(@Nullable String ownerApproval) {
    if (ownerApproval == null) {
      return systems.playbooks();
    }
    ApprovalRule rule = ApprovalRule.valueOf(ownerApproval.toUpperCase(Locale.ROOT));
    return systems.playbooks().stream()
        .map(one ->
            new Playbook(
                one.name(),
                one.connector(),
                one.kind(),
                rule,
                one.canary(),
                one.waveSize(),
                one.pace(),
                one.brake(),
                one.defaultSelectors()))
        .toList();
  }

  private PlanView view(Plan plan) {
    return new PlanView(
        plan.campaign().value(),
        plan.number(),
        plan.digest().value(),
        plan.author().value(),
        plan.waves().stream().map(PlansController::line).toList(),
        plan.rotations().stream().map(PlansController::line).toList(),
        plan.warnings(),
        plan.unresolved().stream().map(PlansController::line).toList(),
        plan.forecast().atLeast().toString(),
        plans.approved(plan.campaign(), plan.digest()));
  }

  private static WaveLine line(Wave wave) {
    return new WaveLine(wave.number(), wave.lanes().size(), wave.rotations().size());
  }

  private static RotationLine line(PlannedRotation one) {
    return new RotationLine(
        one.id().toString(),
        one.wave(),
        one.turn(),
        one.turns(),
        one.disposition().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        one.privilege().name().toLowerCase(Locale.ROOT),
        one.owner().value(),
        one.places().stream().map(Place::toString).toList(),
        one.ownerApproval(),
        one.exposure(),
        one.why());
  }

  private static UnresolvedLine line(ScopeRow row) {
    return new UnresolvedLine(row.source(), row.line(), row.reason(), row.shown());
  }
}
