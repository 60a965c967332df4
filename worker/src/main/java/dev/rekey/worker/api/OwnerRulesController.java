// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.planning.scope.OwnerRules;
import dev.rekey.playbooks.OwnersReader;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.OwnerRuleStore;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.words.PersonName;
import dev.rekey.worker.systems.PlannedSystems;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who owns what, where lists do not say it. */
@RestController
class OwnerRulesController {

  private final Campaigns campaigns;
  private final OwnerRuleStore owners;
  private final Rosters rosters;
  private final ScopeStore scope;
  private final PlannedSystems systems;

  OwnerRulesController(
      Campaigns campaigns,
      OwnerRuleStore owners,
      Rosters rosters,
      ScopeStore scope,
      PlannedSystems systems) {
    this.campaigns = campaigns;
    this.owners = owners;
    this.rosters = rosters;
    this.scope = scope;
    this.systems = systems;
  }

  record RuleLine(
      int rule,
      String system,
      String identity,
      String kind,
      String place,
      String owner,
      String because) {}

  record OwnerRulesView(String campaign, List<RuleLine> rules) {}

  @GetMapping("/api/v1/campaigns/{name}/owner-rules")
  OwnerRulesView show(@PathVariable String name) {
    return view(name, owners.of(Found.campaign(campaigns, name).name()));
  }

  @PostMapping("/api/v1/campaigns/{name}/owner-rules")
  OwnerRulesView set(
      @PathVariable String name,
      @RequestParam String file,
      @RequestParam String by,
      @RequestBody byte[] content) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    PersonName who = OnRoster.named(rosters, campaign.name(), "by", by);
    return switch (OwnersReader.read(file, content)) {
      case Reading.Read<OwnerRules>(OwnerRules rules) -> {
        owners.set(campaign.name(), rules, who);
        scope.lookAgain(campaign.name(), systems.known(), rules, who.value());
        yield view(name, rules);
      }
      case Reading.Wrong<OwnerRules> wrong ->
          throw new Refused(
              422,
              "%s cannot be read; nothing of it counts".formatted(file),
              wrong.mistakes().stream().map(Object::toString).toList(),
              "correct it and run rekey scope owners %s again".formatted(name));
    };
  }

  private static OwnerRulesView view(String name, OwnerRules rules) {
    return new OwnerRulesView(
        name,
        java.util.stream.IntStream.range(0, rules.rules().size())
            .mapToObj(i -> {
              var rule = rules.rules().get(i);
              return new RuleLine(
                  i + 1,
                  rule.system(),
                  rule.identity(),
                  rule.kind(),
                  rule.place(),
                  rule.owner().value(),
                  rule.because());
            })
            .toList());
  }
}
