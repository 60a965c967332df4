// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.planning.scope.Intake;
import dev.rekey.planning.scope.IntakeResult;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.planning.text.Mistake;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.OwnerRuleStore;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.words.PersonName;
import dev.rekey.worker.systems.PlannedSystems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Says of rows that named no credential which one they name. */
@RestController
class ResolvingController {

  private final Campaigns campaigns;
  private final ScopeStore scope;
  private final OwnerRuleStore owners;
  private final PlannedSystems systems;
  private final Rosters rosters;

  ResolvingController(
      Campaigns campaigns,
      ScopeStore scope,
      OwnerRuleStore owners,
      PlannedSystems systems,
      Rosters rosters) {
    this.campaigns = campaigns;
    this.scope = scope;
    this.owners = owners;
    this.systems = systems;
    this.rosters = rosters;
  }

  /** What is said of a row: its cells by the names of their columns. */
  record Resolution(String row, String by, Map<String, String> cells) {}

  record ResolvedView(String row, String rotation, String by) {}

  @PostMapping("/api/v1/campaigns/{name}/scope/resolve")
  ResolvedView resolve(@PathVariable String name, @RequestBody Resolution request) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    PersonName by = OnRoster.named(rosters, campaign.name(), "by", request.by());
    ScopeRow row =
        scope.rows(campaign.name()).stream()
            .filter(each -> each.position().equals(request.row()))
            .findFirst()
            .orElseThrow(() ->
                Refused.missing(
                    "'%s' is no row of campaign %s".formatted(request.row(), name),
                    "rekey scope " + name));
    return switch (Intake.resolution(row, cells(row, request.cells()), systems.known())) {
      case IntakeResult.Unreadable(List<Mistake> mistakes, var _) ->
          throw new Refused(
              422,
              "%s is not resolved by this".formatted(row.position()),
              mistakes.stream().map(Mistake::toString).toList(),
              "rekey scope resolve %s '%s' --set COLUMN=TEXT … --as PERSON"
                  .formatted(name, row.position()));
      case IntakeResult.Read read -> resolved(campaign, read.rows(), by);
    };
  }

  private ResolvedView resolved(CampaignRow campaign, List<ScopeRow> rows, PersonName by) {
    ScopeRow row = rows.getFirst();
    if (!scope.resolve(campaign.name(), row, by)) {
      throw new Refused(
          409,
          "%s is not unresolved (expected: a row that is)".formatted(row.position()),
          List.of(),
          "rekey scope unresolved " + campaign.name());
    }
    // What it says may be what another row left open, and a value that it came with is known now.
    scope.lookAgain(campaign.name(), systems.known(), owners.of(campaign.name()), by.value());
    String rotation =
        Optional.ofNullable(row.credential())
            .map(named -> "%s/%s/%s".formatted(campaign.name(), named.lane(), named.id()))
            .orElseThrow();
    return new ResolvedView(row.position(), rotation, by.value());
  }

  /** What Rekey found itself says which credential it is; what it cannot know is who owns it. */
  private static Map<String, String> cells(ScopeRow row, Map<String, String> said) {
    Map<String, String> cells = new LinkedHashMap<>();
    if (row.source().equals(Board.FOUND)) {
      String[] parts = row.shown().split("/", -1);
      if (parts.length == 4) {
        List<String> columns = List.of("system", "identity", "kind", "credential_id");
        columns.forEach(column -> cells.put(column, parts[columns.indexOf(column)]));
        cells.put("exposure", "found by Rekey: nobody had recorded it");
      }
      cells.put("places", "");
    }
    cells.putAll(said);
    return cells;
  }
}
