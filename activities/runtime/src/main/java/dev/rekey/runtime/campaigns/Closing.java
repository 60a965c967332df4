// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.engine.campaign.ClosingDraft;
import dev.rekey.engine.campaign.PlanDesk;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.certificate.Certificate;
import dev.rekey.evidence.certificate.CertificateBody;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.evidence.certificate.Finding;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.planning.Plan;
import dev.rekey.runtime.decisions.DecisionRefused;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Drafts certificates, and closes a campaign only whole (P6). */
public final class Closing {

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Campaigns campaigns;
  private final Plans plans;
  private final Rosters rosters;
  private final Accounts accounts;
  private final Escrow escrow;
  private final Clock clock;

  public Closing(
      JdbcClient jdbc,
      Ledger ledger,
      Campaigns campaigns,
      Plans plans,
      Rosters rosters,
      Accounts accounts,
      Escrow escrow,
      Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.campaigns = campaigns;
    this.plans = plans;
    this.rosters = rosters;
    this.accounts = accounts;
    this.escrow = escrow;
    this.clock = clock;
  }

  /** Drafts the certificate if every row is accounted for; else says which are not. */
  ClosingDraft draft(CampaignName campaign) {
    Accounts.Account account = accounts.of(campaign);
    if (!account.open().isEmpty()) {
      List<String> first = account.open().stream().limit(100).toList();
      return new ClosingDraft(null, first, account.open().size(), account.exceptions());
    }
    CertificateBody body = body(campaign, account, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    List<Finding> findings = CertificateVerifier.verifyDraft(body).findings();
    if (!findings.isEmpty()) {
      // What a stranger would not believe is not signed: something was altered in the stores.
      List<String> first = findings.stream().limit(100).map(Finding::toString).toList();
      return new ClosingDraft(null, first, findings.size(), account.exceptions());
    }
    jdbc.sql(
            "insert into certificate (campaign, number, digest, body, at) select :campaign,"
                + " coalesce(max(number), 0) + 1, :digest, :body, :at from certificate"
                + " where campaign = :campaign")
        .param("campaign", campaign.value())
        .param("digest", body.digest().value())
        .param("body", body.text())
        .param("at", Timestamp.from(body.closedAt()))
        .update();
    return new ClosingDraft(body.digest(), List.of(), 0, account.exceptions());
  }

  /** Closes with a signature over the last draft, if nothing has changed since. */
  String close(CampaignName campaign, SignedStatement signed) {
    Draft draft = lastDraft(campaign).orElseThrow(() -> new DecisionRefused("nothing is drafted"));
    Plan plan = newest(campaign);
    new PlanDesk(campaign, rosters.of(campaign), plan.author())
        .objectionToClosing(signed, draft.digest(), clock.instant())
        .or(() -> rosters.revoked(signed, clock.instant()))
        .ifPresent(why -> {
          throw new DecisionRefused(why);
        });
    Accounts.Account account = accounts.of(campaign);
    CertificateBody now = body(campaign, account, draft.at());
    if (!account.open().isEmpty() || !now.digest().equals(draft.digest())) {
      throw new DecisionRefused(
          "something has changed since the certificate was drafted: prepare the closing again");
    }
    boolean whole = account.exceptions() == 0;
    ledger.write(
        CampaignChain.name(campaign),
        chain -> {
          Certificate certificate = new Certificate(now, List.of(signed));
          jdbc.sql(
                  "update certificate set signed = :signed where campaign = :campaign"
                      + " and number = :number")
              .param("signed", new String(certificate.bytes(), StandardCharsets.UTF_8))
              .param("campaign", campaign.value())
              .param("number", draft.number())
              .update();
          campaigns.state(campaign, whole ? "closed" : "settled");
          return chain.append(
              whole ? "closed" : "settled",
              Map.of(
                  "certificate", draft.digest(),
                  "text", signed.text(),
                  "signature", signed.signature()));
        });
    if (!whole) {
      return "settled with %d open exceptions".formatted(account.exceptions());
    }
    escrow.shred(campaign);
    ledger.write(
        CampaignChain.name(campaign),
        chain -> chain.append("shredded", Map.of("key", "the campaign's escrow key")));
    return "closed";
  }

  /** The signed certificate of a campaign, if it has one. */
  public Optional<byte[]> certificate(CampaignName campaign) {
    return jdbc.sql(
            "select signed from certificate where campaign = :campaign and signed is not null"
                + " order by number desc limit 1")
        .param("campaign", campaign.value())
        .query((row, _) -> row.getString("signed").getBytes(StandardCharsets.UTF_8))
        .optional();
  }

  /** The signed certificate of a campaign that was reopened since, by its number from 1. */
  public Optional<byte[]> certificate(CampaignName campaign, int number) {
    return jdbc.sql(
            "select signed from certificate where campaign = :campaign and signed is not null"
                + " order by number offset :before limit 1")
        .param("campaign", campaign.value())
        .param("before", Math.max(number, 1) - 1)
        .query((row, _) -> row.getString("signed").getBytes(StandardCharsets.UTF_8))
        .optional();
  }

  private CertificateBody body(CampaignName campaign, Accounts.Account account, Instant at) {
    Plan plan = newest(campaign);
    return CertificateBody.of(
        campaign,
        plan.incident().cause(),
        plan.author(),
        new PlanSubject(plan.number(), plan.digest()),
        rosters.of(campaign),
        account.rows(),
        account.chains(),
        account.decisions(),
        Notes.of(carriedOut(campaign, plan), account.chains().values()),
        at);
  }

  /** The plan in force and those that it amends, the first one first. */
  private List<Plan> carriedOut(CampaignName campaign, Plan last) {
    List<Plan> carried = new ArrayList<>(List.of(last));
    int amended = plans.amends(campaign, last.number());
    while (amended > 0) {
      carried.addFirst(plans.find(campaign, amended).orElseThrow());
      amended = plans.amends(campaign, amended);
    }
    return carried;
  }

  private Plan newest(CampaignName campaign) {
    // As the chain has it: a row could name an earlier one.
    return plans
        .find(campaign, plans.inForce(campaign))
        .orElseThrow(
            () -> new DecisionRefused("campaign %s has no approved plan".formatted(campaign)));
  }

  private Optional<Draft> lastDraft(CampaignName campaign) {
    return jdbc.sql(
            "select number, digest, at from certificate where campaign = :campaign"
                + " order by number desc limit 1")
        .param("campaign", campaign.value())
        .query((row, _) ->
            new Draft(
                row.getInt("number"),
                new Digest(row.getString("digest")),
                row.getTimestamp("at").toInstant()))
        .optional();
  }

  private record Draft(int number, Digest digest, Instant at) {}
}
