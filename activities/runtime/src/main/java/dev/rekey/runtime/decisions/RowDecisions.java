// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MerkleProof;
import dev.rekey.evidence.certificate.RowDecision;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Role;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CampaignName;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signed decisions about rows that never became a rotation: ruled out, with the reason. */
public final class RowDecisions {

  private final JdbcClient jdbc;
  private final Rosters rosters;
  private final Clock clock;
  private final SignedDecisions signedDecisions;

  public RowDecisions(JdbcClient jdbc, Rosters rosters, Clock clock) {
    this.jdbc = jdbc;
    this.rosters = rosters;
    this.clock = clock;
    this.signedDecisions = new SignedDecisions(jdbc, clock);
  }

  /** What a person is shown of a row before it is ruled out, as an item to sign. */
  public static Item item(ScopeRow row) {
    return new Item(row.position(), Digest.ofText(row.shown()));
  }

  /**
   * Records that rows are ruled out.
   *
   * @throws DecisionRefused if the signature does not count or is not about these rows
   */
  public Statement ruleOut(CampaignName campaign, SignedStatement signed, List<ScopeRow> rows) {
    ItemList items = ItemList.of(rows.stream().map(RowDecisions::item).toList());
    Statement statement =
        switch (StatementCheck.verify(signed, rosters.of(campaign), clock.instant())) {
          case Checked.Invalid(String why) -> throw new DecisionRefused(why);
          case Checked.Valid(Statement valid, var member) -> {
            if (!member.has(Role.RESPONDER, Role.COMMANDER)) {
              throw new DecisionRefused(
                  "%s may not rule out (expected: a responder)".formatted(member.name()));
            }
            yield valid;
          }
        };
    rosters
        .revoked(signed, clock.instant())
        .ifPresent(why -> {
          throw new DecisionRefused(why);
        });
    if (statement.verb() != Verb.RULE_OUT
        || !campaign.equals(statement.campaign())
        || !statement.subject().equals(items.subject())) {
      throw new DecisionRefused("the statement does not rule out exactly these rows");
    }
    signedDecisions.keep(campaign, signed, statement);
    for (ScopeRow row : rows) {
      jdbc.sql(
              "insert into delivery (digest, target, body, delivered_at, answer)"
                  + " values (:digest, :target, :body, :at, 'ruled out') on conflict do nothing")
          .param("digest", statement.digest().value())
          .param("target", "row/" + campaign + "/" + row.position())
          .param("body", CanonicalJson.write(items.proof(row.position()).toJson()))
          .param("at", Timestamp.from(clock.instant()))
          .update();
    }
    return statement;
  }

  /** The decision about a row, if there is one. */
  public @Nullable RowDecision of(CampaignName campaign, ScopeRow row) {
    return jdbc.sql("select digest, body from delivery where target = :target")
        .param("target", "row/" + campaign + "/" + row.position())
        .query((found, _) ->
            new RowDecision(
                new Digest(found.getString("digest")),
                item(row).shown(),
                MerkleProof.fromJson(
                    Fields.of("proof", CanonicalJson.read(found.getString("body"))))))
        .optional()
        .orElse(null);
  }

  /** All rulings of a campaign, as they were signed. */
  public List<SignedStatement> statements(CampaignName campaign) {
    return jdbc.sql(
            "select statement, signature from decision where campaign = :campaign"
                + " and verb = 'rule_out' order by digest")
        .param("campaign", campaign.value())
        .query(
            (row, _) -> new SignedStatement(row.getString("statement"), row.getString("signature")))
        .list();
  }
}
