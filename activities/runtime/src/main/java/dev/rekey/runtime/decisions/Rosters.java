// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who may decide. The first roster is an act of trust that two of its people confirm; each later
 * one takes two people of the one before (P7).
 */
public final class Rosters {

  /** How many people must vouch for a roster. */
  public static final int NEEDED = 2;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;

  public Rosters(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Stores a roster that nobody vouches for yet. */
  public Digest propose(Roster roster) {
    Digest digest = roster.digest();
    jdbc.sql(
            "insert into roster (digest, body, added_at) values (:digest, :body, :at)"
                + " on conflict do nothing")
        .param("digest", digest.value())
        .param("body", CanonicalJson.write(roster.toJson()))
        .param("at", Timestamp.from(clock.instant()))
        .update();
    return digest;
  }

  /** The roster that counts now: the last one that two people vouched for. */
  public Optional<Roster> current() {
    return jdbc.sql(
            "select body from roster where trusted_at is not null order by trusted_at desc limit 1")
        .query((row, _) -> parse(row.getString("body")))
        .optional();
  }

  /** A roster by its digest, trusted or not. */
  public Optional<Roster> find(Digest digest) {
    return jdbc.sql("select body from roster where digest = :digest")
        .param("digest", digest.value())
        .query((row, _) -> parse(row.getString("body")))
        .optional();
  }

  /**
   * The roster that a campaign is pinned to.
   *
   * @throws TamperedLedger if it is not the one that the campaign's plan names on record
   */
  public Roster of(CampaignName campaign) {
    Roster roster =
        jdbc.sql(
                "select r.body from roster r join campaign c on c.roster = r.digest"
                    + " where c.name = :name")
            .param("name", campaign.value())
            .query((row, _) -> parse(row.getString("body")))
            .single();
    Digest digest = roster.digest();
    ledger
        .last(CampaignChain.name(campaign), "plan")
        .map(plan -> Past.text(plan, "roster"))
        .filter(pinned -> !pinned.equals(digest.value()))
        .ifPresent(pinned -> {
          throw new TamperedLedger(
              "campaign %s: its roster is %s (expected: %s, which its plan names)"
                  .formatted(campaign, digest, pinned));
        });
    return roster;
  }

  /** Who vouched for a roster. */
  public List<String> trustedBy(Digest digest) {
    return jdbc.sql("select person from roster_trust where digest = :digest order by person")
        .param("digest", digest.value())
        .query((row, _) -> row.getString("person"))
        .list();
  }

  /**
   * Records that somebody vouches for a roster; with the second person it counts.
   *
   * @throws DecisionRefused if the signature is not one that counts
   */
  public void trust(Digest digest, SignedStatement signed) {
    Roster proposed =
        find(digest)
            .orElseThrow(() -> new DecisionRefused("no roster %s was proposed".formatted(digest)));
    Roster judges = current().orElse(proposed);
    Statement statement =
        switch (StatementCheck.verify(signed, judges, clock.instant())) {
          case Checked.Invalid(String why) -> throw new DecisionRefused(why);
          case Checked.Valid(Statement valid, var _) -> valid;
        };
    if (!statement.subject().equals(new RosterSubject(digest))) {
      throw new DecisionRefused(
          "the statement is about %s (expected: roster %s)".formatted(statement.subject(), digest));
    }
    jdbc.sql(
            "insert into roster_trust (digest, person, statement, signature)"
                + " values (:digest, :person, :statement, :signature) on conflict do nothing")
        .param("digest", digest.value())
        .param("person", statement.person().value())
        .param("statement", signed.text())
        .param("signature", signed.signature())
        .update();
    if (trustedBy(digest).size() >= NEEDED) {
      jdbc.sql("update roster set trusted_at = :at where digest = :digest and trusted_at is null")
          .param("at", Timestamp.from(clock.instant()))
          .param("digest", digest.value())
          .update();
    }
  }

  private static Roster parse(String body) {
    return Roster.fromJson(Fields.of("roster", CanonicalJson.read(body)));
  }
}
