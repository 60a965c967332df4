// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Role;
import dev.rekey.runtime.decisions.DecisionRefused;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans that their author approved alone in an emergency: shown as such until another person
 * countersigns, and in the certificate for ever.
 */
public final class Solos {

  private final Ledger ledger;
  private final Plans plans;
  private final Rosters rosters;
  private final Clock clock;

  public Solos(Ledger ledger, Plans plans, Rosters rosters, Clock clock) {
    this.ledger = ledger;
    this.plans = plans;
    this.rosters = rosters;
    this.clock = clock;
  }

  /**
   * One approval that somebody gave alone.
   *
   * @param countersigner who has countersigned it; null while nobody has
   */
  public record Alone(int plan, Statement statement, @Nullable String countersigner) {}

  /** All of a campaign, oldest first. */
  public List<Alone> of(CampaignName campaign) {
    List<Statement> decisions =
        ledger.read(CampaignChain.name(campaign)).stream()
            .filter(entry -> entry.type().equals(DecisionEntry.TYPE))
            .map(Solos::statement)
            .toList();
    return decisions.stream()
        .filter(Statement::solo)
        .map(one -> new Alone(plan(one), one, countersigner(one.digest(), decisions)))
        .toList();
  }

  private static Statement statement(Entry entry) {
    return Statement.parse(Past.text(entry, "text"));
  }

  private static int plan(Statement solo) {
    return solo.subject() instanceof PlanSubject(int number, Digest _) ? number : 0;
  }

  private static @Nullable String countersigner(Digest digest, List<Statement> decisions) {
    return decisions.stream()
        .filter(one -> one.subject().equals(new StatementSubject(digest)))
        .map(one -> one.person().value())
        .findFirst()
        .orElse(null);
  }

  /** What a countersignature is of, if that is an approval that somebody gave alone. */
  public Optional<Alone> countersigned(CampaignName campaign, Statement second) {
    return second.verb() == Verb.COUNTERSIGN
        ? of(campaign).stream()
            .filter(one -> second.subject().equals(new StatementSubject(one.statement().digest())))
            .findFirst()
        : Optional.empty();
  }

  /**
   * Records that another person stands to it.
   *
   * @throws DecisionRefused if the signature does not count
   */
  public void countersign(CampaignName campaign, SignedStatement signed) {
    rosters
        .revoked(signed, clock.instant())
        .ifPresent(why -> {
          throw new DecisionRefused(why);
        });
    switch (StatementCheck.verify(signed, rosters.of(campaign), clock.instant())) {
      case Checked.Invalid(String why) -> throw new DecisionRefused(why);
      case Checked.Valid(Statement second, var member) -> {
        if (!campaign.equals(second.campaign())) {
          throw new DecisionRefused("the statement is for another campaign");
        }
        if (!member.has(Role.RESPONDER, Role.COMMANDER)) {
          throw new DecisionRefused(
              "%s may not countersign (expected: a responder)".formatted(member.name()));
        }
        Statement first =
            countersigned(campaign, second)
                .map(Alone::statement)
                .orElseThrow(() -> new DecisionRefused("nobody gave such an approval alone"));
        if (first.person().equals(member.name())) {
          throw new DecisionRefused(
              "%s gave it alone (expected: another person countersigns)".formatted(member.name()));
        }
      }
    }
    plans.decide(campaign, signed);
  }
}
