// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.Reopening;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Role;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.decisions.DecisionRefused;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.decisions.SignedDecisions;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets a campaign that was closed or settled go on, by two signatures about its certificate. */
public final class Reopenings {

  private static final Set<String> ENDED = Set.of("closed", "settled");

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Board board;
  private final Campaigns campaigns;
  private final Rosters rosters;
  private final Clock clock;
  private final SignedDecisions signedDecisions;

  public Reopenings(
      JdbcClient jdbc,
      Ledger ledger,
      Board board,
      Campaigns campaigns,
      Rosters rosters,
      Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.board = board;
    this.campaigns = campaigns;
    this.rosters = rosters;
    this.clock = clock;
    this.signedDecisions = new SignedDecisions(jdbc, clock);
  }

  /** The digest of the certificate with which a campaign ended, if it has ended. */
  public Optional<Digest> certificate(CampaignName campaign) {
    for (Entry entry : ledger.read(CampaignChain.name(campaign)).reversed()) {
      if (entry.type().equals(Reopening.TYPE)) {
        return Optional.empty();
      }
      if (ENDED.contains(entry.type())) {
        return Optional.of(new Digest(Past.text(entry, "certificate")));
      }
    }
    return Optional.empty();
  }

  /**
   * Records what one person signs; it counts once another countersigns.
   *
   * @throws DecisionRefused if the signature does not count, or there is nothing to reopen
   */
  public Statement propose(CampaignName campaign, SignedStatement signed) {
    Statement statement = counted(campaign, signed);
    requireAbout(campaign, statement);
    for (String rotation : Reopening.alive(statement)) {
      standing(campaign, rotation);
    }
    signedDecisions.keep(campaign, signed, statement);
    return statement;
  }

  /** What one person has signed and nobody has countersigned; empty if there is none. */
  public Optional<SignedStatement> proposed(CampaignName campaign) {
    Optional<Digest> certificate = certificate(campaign);
    return jdbc.sql(
            "select statement, signature from decision where campaign = :campaign"
                + " and verb = 'reopen' order by received_at desc limit 1")
        .param("campaign", campaign.value())
        .query(
            (row, _) -> new SignedStatement(row.getString("statement"), row.getString("signature")))
        .optional()
        .filter(signed ->
            certificate
                .map(CertificateSubject::new)
                .filter(Statement.parse(signed.text()).subject()::equals)
                .isPresent());
  }

  /** Whether a countersignature is of what is proposed here. */
  public boolean isProposed(CampaignName campaign, Statement countersignature) {
    return countersignature.subject() instanceof StatementSubject(Digest digest)
        && proposed(campaign)
            .filter(first -> Statement.parse(first.text()).digest().equals(digest))
            .isPresent();
  }

  /**
   * Reopens with the second signature.
   *
   * @return the lanes that have a credential which is alive again
   * @throws DecisionRefused if the signature does not count
   */
  public Set<Lane> reopen(CampaignName campaign, SignedStatement second) {
    Statement countersignature = counted(campaign, second);
    SignedStatement first =
        proposed(campaign).orElseThrow(() -> new DecisionRefused("nobody proposed to reopen it"));
    Statement proposal = counted(campaign, first);
    requireAbout(campaign, proposal);
    if (!isProposed(campaign, countersignature)) {
      throw new DecisionRefused("the countersignature is of something else");
    }
    if (countersignature.person().equals(proposal.person())) {
      throw new DecisionRefused(
          "%s proposed it (expected: another person countersigns)".formatted(proposal.person()));
    }
    Digest certificate = ((CertificateSubject) proposal.subject()).body();
    Set<Lane> lanes = new LinkedHashSet<>();
    for (String rotation : Reopening.alive(proposal)) {
      Standing standing = standing(campaign, rotation);
      lanes.add(standing.planned().id().lane());
      revive(standing, certificate);
    }
    ledger.write(
        CampaignChain.name(campaign),
        chain -> {
          campaigns.state(campaign, "running");
          return chain.append(
              Reopening.TYPE, new Reopening(certificate, List.of(first, second)).body());
        });
    return lanes;
  }

  private void revive(Standing standing, Digest certificate) {
    ledger.write(
        standing.planned().id().toString(),
        chain -> {
          if (!chain.entries().getLast().type().equals("ended")) {
            return chain.head();
          }
          int round = new Past(standing.planned(), chain.entries()).fold().round() + 1;
          board.held(
              standing.planned().id(),
              Step.REVOKE,
              HeldReason.STILL_ALIVE,
              round,
              "found alive again after it was proven dead");
          return chain.append(
              Reopening.TYPE, java.util.Map.of("certificate", certificate, "round", round));
        });
  }

  private Standing standing(CampaignName campaign, String rotation) {
    return board.standings(campaign).stream()
        .filter(one -> one.planned().id().toString().equals(rotation))
        .filter(one -> one.state().equals("proven"))
        .findFirst()
        .orElseThrow(() ->
            new DecisionRefused(
                "%s is no rotation that was proven (expected: one as rekey scope shows it)"
                    .formatted(rotation)));
  }

  private void requireAbout(CampaignName campaign, Statement statement) {
    Optional<Digest> certificate = certificate(campaign);
    if (certificate.isEmpty()) {
      throw new DecisionRefused("campaign %s is neither closed nor settled".formatted(campaign));
    }
    if (statement.verb() != Verb.REOPEN
        || !statement.subject().equals(new CertificateSubject(certificate.get()))) {
      throw new DecisionRefused(
          "the statement is not about the certificate %s".formatted(certificate.get()));
    }
  }

  private Statement counted(CampaignName campaign, SignedStatement signed) {
    rosters
        .revoked(signed, clock.instant())
        .ifPresent(why -> {
          throw new DecisionRefused(why);
        });
    return switch (StatementCheck.verify(signed, rosters.of(campaign), clock.instant())) {
      case Checked.Invalid(String why) -> throw new DecisionRefused(why);
      case Checked.Valid(Statement statement, var member) -> {
        if (!campaign.equals(statement.campaign())) {
          throw new DecisionRefused("the statement is for another campaign");
        }
        if (!member.has(Role.RESPONDER, Role.COMMANDER)) {
          throw new DecisionRefused(
              "%s may not reopen (expected: a responder)".formatted(member.name()));
        }
        yield statement;
      }
    };
  }
}
