// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.Plans;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.runtime.campaigns.Solos;
import dev.rekey.runtime.decisions.Outbox;
import dev.rekey.runtime.decisions.RowDecisions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What waits for a decision, and signed decisions on their way in. */
@RestController
class DecisionsController {

  private final Campaigns campaigns;
  private final Plans plans;
  private final ScopeStore scope;
  private final CampaignViews views;
  private final Outbox outbox;
  private final RowDecisions rowDecisions;
  private final Solos solos;

  DecisionsController(
      Campaigns campaigns,
      Plans plans,
      ScopeStore scope,
      CampaignViews views,
      Outbox outbox,
      RowDecisions rowDecisions,
      Solos solos) {
    this.campaigns = campaigns;
    this.plans = plans;
    this.scope = scope;
    this.views = views;
    this.outbox = outbox;
    this.rowDecisions = rowDecisions;
    this.solos = solos;
  }

  record PlanLine(int number, String digest) {}

  record ExceptionLine(
      String digest, String rotation, String person, String until, String reason) {}

  record Pending(
      @Nullable PlanLine plan,
      List<CampaignViews.RotationView> rotations,
      List<ExceptionLine> exceptions,
      List<CampaignViews.AloneView> alone) {}

  record ItemView(String rotation, String shown) {}

  record Decision(String text, String signature, List<ItemView> items) {}

  record Answer(String rotation, @Nullable String answer) {}

  record Recorded(
      String digest, boolean recorded, int delivered, int waiting, List<Answer> answers) {}

  @GetMapping("/api/v1/campaigns/{name}/pending")
  Pending pending(@PathVariable String name) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    PlanLine plan =
        campaign.state().equals("planned") || campaign.amendment() > 0
            ? plans
                .find(campaign.name(), campaign.newestPlan())
                .map(one -> new PlanLine(one.number(), one.digest().value()))
                .orElse(null)
            : null;
    return new Pending(
        plan,
        views.rotations(campaign.name()).stream()
            .filter(rotation -> !rotation.verbs().isEmpty() && !rotation.state().equals("working"))
            .toList(),
        outbox.openExceptions(campaign.name()).stream()
            .map(one ->
                new ExceptionLine(
                    one.statement().digest().value(),
                    one.rotation(),
                    one.statement().person().value(),
                    String.valueOf(one.statement().until()),
                    one.statement().reason()))
            .toList(),
        views.alone(campaign.name()).stream().filter(one -> one.countersigner() == null).toList());
  }

  @PostMapping("/api/v1/campaigns/{name}/decisions")
  Recorded decide(@PathVariable String name, @RequestBody Decision decision) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    SignedStatement signed = new SignedStatement(decision.text(), decision.signature());
    Statement statement = Statement.parse(decision.text());
    if (statement.verb() == Verb.RULE_OUT) {
      return ruleOut(campaign, signed, decision.items());
    }
    Optional<Solos.Alone> alone = solos.countersigned(campaign.name(), statement);
    if (alone.isPresent()) {
      solos.countersign(campaign.name(), signed);
      Answer answer = new Answer("plan " + alone.get().plan(), "countersigned");
      return new Recorded(statement.digest().value(), true, 1, 0, List.of(answer));
    }
    List<Item> items =
        decision.items().stream()
            .map(item -> new Item(item.rotation(), new Digest(item.shown())))
            .toList();
    List<Answer> answers =
        outbox.take(campaign.name(), signed, items).stream()
            .map(one -> new Answer(one.target(), one.answer()))
            .toList();
    int waiting = (int) answers.stream().filter(one -> one.answer() == null).count();
    return new Recorded(
        statement.digest().value(), true, answers.size() - waiting, waiting, answers);
  }

  private Recorded ruleOut(CampaignRow campaign, SignedStatement signed, List<ItemView> items) {
    List<ScopeRow> rows =
        scope.rows(campaign.name()).stream()
            .filter(row -> items.stream().anyMatch(item -> item.rotation().equals(row.position())))
            .toList();
    Statement statement = rowDecisions.ruleOut(campaign.name(), signed, rows);
    for (ScopeRow row : rows) {
      scope.ruleOut(campaign.name(), row.source(), row.line(), statement.reason());
    }
    List<Answer> answers =
        rows.stream().map(row -> new Answer(row.position(), "ruled out")).toList();
    return new Recorded(
        Objects.requireNonNull(statement.digest()).value(), true, rows.size(), 0, answers);
  }
}
