// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.planning.ApprovalRule;
import dev.rekey.planning.PlanRequest;
import dev.rekey.planning.Playbook;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.words.PersonName;
import dev.rekey.worker.systems.PlannedSystems;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what a plan is made from. */
final class PlanMaking {

  private final ScopeStore scope;
  private final PlannedSystems systems;
  private final Clock clock;

  PlanMaking(ScopeStore scope, PlannedSystems systems, Clock clock) {
    this.scope = scope;
    this.systems = systems;
    this.clock = clock;
  }

  /** What is asked for: who makes the plan, and which owners are asked. */
  record NewPlan(String author, @Nullable String ownerApproval) {}

  PlanRequest request(CampaignRow campaign, int number, NewPlan asked) {
    return new PlanRequest(
        campaign.name(),
        number,
        new PersonName(asked.author()),
        clock.instant(),
        campaign.incident(),
        systems.compression(),
        campaign.roster(),
        scope.rows(campaign.name()),
        systems.known(),
        playbooks(asked.ownerApproval()),
        Set.of());
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
}
