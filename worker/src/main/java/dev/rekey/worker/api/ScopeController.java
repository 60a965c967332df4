// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.planning.Incident;
import dev.rekey.planning.scope.Background;
import dev.rekey.planning.scope.ColumnMap;
import dev.rekey.planning.scope.Intake;
import dev.rekey.planning.scope.IntakeResult;
import dev.rekey.planning.scope.Marks;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.planning.text.Mistake;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.OwnerRuleStore;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.runtime.decisions.RowDecisions;
import dev.rekey.words.RotationId;
import dev.rekey.worker.systems.PlannedSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The scope of a campaign: every row of every source. */
@RestController
class ScopeController {

  private final Campaigns campaigns;
  private final ScopeStore scope;
  private final OwnerRuleStore owners;
  private final PlannedSystems systems;

  ScopeController(
      Campaigns campaigns, ScopeStore scope, OwnerRuleStore owners, PlannedSystems systems) {
    this.campaigns = campaigns;
    this.scope = scope;
    this.owners = owners;
    this.systems = systems;
  }

  record Unresolved(int line, String reason, String shown) {}

  record IntakeView(
      String source,
      int rows,
      int resolved,
      List<Unresolved> unresolved,
      List<String> notes,
      int resolvedEarlier,
      String next) {}

  record RowView(
      String source,
      int line,
      String state,
      String shown,
      String reason,
      @Nullable String rotation,
      List<String> reused,
      String item,
      String itemShown) {}

  record ScopeView(List<RowView> rows, Map<String, Integer> counts) {}

  @PostMapping("/api/v1/campaigns/{name}/sources/{source}")
  @ResponseStatus(HttpStatus.CREATED)
  IntakeView intake(
      @PathVariable String name,
      @PathVariable String source,
      @RequestParam MultiValueMap<String, String> query,
      @RequestBody(required = false) byte @Nullable [] body) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    // An empty list comes as no body, and is told of like any other that cannot be read.
    byte[] file = body == null ? new byte[0] : body;
    return switch (Intake.read(
        source, file, columns(name, query), systems.known(), background(campaign))) {
      case IntakeResult.Unreadable(List<Mistake> mistakes, List<String> proposal) ->
          throw new Refused(
              422,
              "%s cannot be read; nothing of it was taken in".formatted(source),
              mistakes.stream().map(Mistake::toString).toList(),
              proposal.isEmpty()
                  ? "correct the file and run rekey intake %s again".formatted(name)
                  : "rekey intake %s FILE %s".formatted(name, String.join(" ", proposal)));
      case IntakeResult.Read read -> {
        try (read) {
          yield taken(
              campaign,
              source,
              file,
              query.containsKey("inventory") ? Intake.asInventory(read) : read);
        }
      }
    };
  }

  private IntakeView taken(
      CampaignRow campaign, String source, byte[] file, IntakeResult.Read read) {
    if (!scope.add(campaign.name(), source, file, read)) {
      throw new Refused(
          409,
          "campaign %s has a source %s already".formatted(campaign.name(), source),
          List.of(),
          "rekey scope " + campaign.name());
    }
    int earlier =
        scope.lookAgain(
            campaign.name(), systems.known(), owners.of(campaign.name()), "list " + source);
    List<Unresolved> unresolved =
        read.rows().stream()
            .filter(ScopeController::isOpen)
            .map(row -> new Unresolved(row.line(), row.reason(), row.shown()))
            .toList();
    return new IntakeView(
        source,
        read.rows().size(),
        read.rows().size() - unresolved.size(),
        unresolved,
        read.notes(),
        earlier,
        next(campaign));
  }

  private static boolean isOpen(ScopeRow row) {
    return row.state() == RowState.UNRESOLVED
        || (row.state() == RowState.KNOWN && row.credential() == null);
  }

  /** What a list leads to depends on how far the campaign is. */
  private static String next(CampaignRow campaign) {
    if (campaign.incident().cause().equals(Incident.DRILL)) {
      return "rekey drill " + campaign.name();
    }
    return switch (campaign.state()) {
      case "running" -> "rekey campaign amend %s --as PERSON".formatted(campaign.name());
      case "closed", "settled" ->
          "rekey campaign reopen %s --reason WHY --as PERSON --key FILE".formatted(campaign.name());
      default -> "rekey plan %s --as PERSON".formatted(campaign.name());
    };
  }

  private Background background(CampaignRow campaign) {
    return Background.of(owners.of(campaign.name()), scope.rows(campaign.name()));
  }

  /** Which columns the list has; parameters may be repeated, and their texts may hold commas. */
  private static ColumnMap columns(String campaign, MultiValueMap<String, String> query) {
    List<String> mistakes = new ArrayList<>();
    ColumnMap map =
        ColumnMap.of(
            query.getOrDefault("column", List.of()),
            query.getOrDefault("always", List.of()),
            query.containsKey("ignore-others"),
            mistakes);
    if (!mistakes.isEmpty()) {
      throw new Refused(
          422,
          "the column map cannot be read",
          mistakes,
          "rekey intake %s --help".formatted(campaign));
    }
    return map;
  }

  @GetMapping("/api/v1/campaigns/{name}/scope")
  ScopeView scope(@PathVariable String name) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    List<ScopeRow> rows = scope.rows(campaign.name());
    Map<String, Integer> counts = new TreeMap<>();
    rows.forEach(row -> counts.merge(state(row), 1, Integer::sum));
    Marks marks = Marks.among(rows);
    return new ScopeView(rows.stream().map(row -> view(campaign, row, marks)).toList(), counts);
  }

  private static RowView view(CampaignRow campaign, ScopeRow row, Marks marks) {
    String rotation =
        row.credential() == null
            ? null
            : new RotationId(campaign.name(), row.credential().lane(), row.credential().id())
                .toString();
    return new RowView(
        row.source(),
        row.line(),
        state(row),
        row.shown(),
        row.reason(),
        rotation,
        marks.reused(row),
        RowDecisions.item(row).rotation(),
        RowDecisions.item(row).shown().value());
  }

  private static String state(ScopeRow row) {
    return row.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
