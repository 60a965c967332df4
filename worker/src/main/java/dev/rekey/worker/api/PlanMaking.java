// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.planning.ApprovalRule;
import dev.rekey.planning.Cases;
import dev.rekey.planning.Plan;
import dev.rekey.planning.PlanRequest;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.planning.Playbook;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.OwnerRuleStore;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import dev.rekey.worker.systems.PlannedSystems;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what a plan is made from. */
final class PlanMaking {

  private final ScopeStore scope;
  private final OwnerRuleStore owners;
  private final PlannedSystems systems;
  private final Clock clock;

  PlanMaking(ScopeStore scope, OwnerRuleStore owners, PlannedSystems systems, Clock clock) {
    this.scope = scope;
    this.owners = owners;
    this.systems = systems;
    this.clock = clock;
  }

  /**
   * What is asked for: who makes the plan, which owners are asked, what is cut at once, and until
   * when all is to be dead.
   */
  record NewPlan(
      String author,
      @Nullable String ownerApproval,
      @Nullable List<String> contain,
      @Nullable Instant killBy) {}

  PlanRequest request(CampaignRow campaign, int number, NewPlan asked) {
    // Systems may have been added since the lists came.
    scope.lookAgain(campaign.name(), systems.known(), owners.of(campaign.name()), asked.author());
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
        Set.of(),
        contained(asked),
        cases(asked.ownerApproval()),
        killBy(asked));
  }

  /** A deadline that has passed would cut at once what its owners have not even seen. */
  private @Nullable Instant killBy(NewPlan asked) {
    if (asked.killBy() != null && !asked.killBy().isAfter(clock.instant())) {
      throw new Refused(
          422,
          "kill by: %s (expected: in the future; to cut at once, contain)"
              .formatted(asked.killBy()),
          List.of(),
          "rekey plan CAMPAIGN --as PERSON --contain ID");
    }
    return asked.killBy();
  }

  /** Who is asked as the plan's author says is asked so whatever a playbook says. */
  private Cases cases(@Nullable String ownerApproval) {
    return ownerApproval == null ? systems.cases() : systems.cases().keepingApproval();
  }

  private static Set<CredentialId> contained(NewPlan asked) {
    Set<CredentialId> ids = new LinkedHashSet<>();
    if (asked.contain() != null) {
      asked.contain().forEach(id -> ids.add(new CredentialId(id)));
    }
    return ids;
  }

  /** What is not cut although somebody wanted that must not go unnoticed. */
  static void requireAllContained(Plan plan, NewPlan asked) {
    Set<CredentialId> missing = contained(asked);
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
    return systems.playbooks().stream().map(one -> one.asking(rule)).toList();
  }
}
