// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.Subject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.time.Instant;
import java.util.Optional;

/** Checks signed decisions about a whole campaign: its plan and its closing. */
public final class PlanDesk {

  private static final PersonName NOBODY = new PersonName("nobody");

  private final CampaignName campaign;
  private final Roster roster;
  private final PersonName author;
  private final boolean onlyCuts;

  public PlanDesk(CampaignName campaign, Roster roster, PersonName author) {
    this(campaign, roster, author, /* onlyCuts= */ false);
  }

  /**
   * @param onlyCuts whether the plan does nothing that its author may not do alone in an emergency:
   *     all that it names is cut at once
   */
  public PlanDesk(CampaignName campaign, Roster roster, PersonName author, boolean onlyCuts) {
    this.campaign = campaign;
    this.roster = roster;
    this.author = author;
    this.onlyCuts = onlyCuts;
  }

  /** Why this is no approval or denial of exactly this plan; empty if it is one. */
  public Optional<String> objectionToPlan(
      SignedStatement signed, int number, Digest plan, Instant now) {
    return checked(signed, now, new PlanSubject(number, plan))
        .or(() -> {
          Statement statement = Statement.parse(signed.text());
          if (statement.verb() != Verb.APPROVE && statement.verb() != Verb.DENY) {
            return Optional.of(
                "%s does not fit a plan (expected: approve or deny)"
                    .formatted(CanonicalJson.name(statement.verb())));
          }
          return statement.verb() == Verb.APPROVE ? objectionToPerson(statement) : Optional.empty();
        });
  }

  private Optional<String> objectionToPerson(Statement statement) {
    if (!statement.person().equals(author) || (statement.solo() && onlyCuts)) {
      return Optional.empty();
    }
    return Optional.of(
        statement.solo()
            ? "%s wrote the plan, and it does more than to contain and revoke now (expected: another person approves)"
                .formatted(author)
            : "%s wrote the plan (expected: another person approves)".formatted(author));
  }

  /**
   * Why this is no approval or denial of a plan that is to follow the one in force; empty if it may
   * be one. What plan that is, and who wrote it, the database knows: it checks again.
   *
   * @param inForce the number of the plan that is approved
   */
  public Optional<String> objectionToAmendment(SignedStatement signed, int inForce, Instant now) {
    return switch (StatementCheck.verify(signed, roster, now)) {
      case Checked.Invalid(String why) -> Optional.of(why);
      case Checked.Valid(Statement statement, var _) ->
          statement.subject() instanceof PlanSubject(int number, Digest plan) && number > inForce
              ? new PlanDesk(campaign, roster, NOBODY, /* onlyCuts= */ true)
                  .objectionToPlan(signed, number, plan, now)
              : Optional.of("plan %d is approved already".formatted(inForce));
    };
  }

  /** Why this does not close the campaign with exactly this certificate; empty if it does. */
  public Optional<String> objectionToClosing(SignedStatement signed, Digest body, Instant now) {
    return checked(signed, now, new CertificateSubject(body))
        .or(() ->
            Statement.parse(signed.text()).verb() == Verb.CLOSE
                ? Optional.empty()
                : Optional.of("the verb does not close (expected: close)"));
  }

  private Optional<String> checked(SignedStatement signed, Instant now, Subject subject) {
    return switch (StatementCheck.verify(signed, roster, now)) {
      case Checked.Invalid(String why) -> Optional.of(why);
      case Checked.Valid(Statement statement, Member member) -> {
        if (!campaign.equals(statement.campaign())) {
          yield Optional.of("decision is for campaign %s".formatted(statement.campaign()));
        }
        if (!subject.equals(statement.subject())) {
          yield Optional.of(
              "decision was shown %s (expected: %s): look again and sign anew"
                  .formatted(statement.subject(), subject));
        }
        yield member.has(Role.RESPONDER, Role.COMMANDER)
            ? Optional.empty()
            : Optional.of(
                "%s has roles %s (expected: responder or commander)"
                    .formatted(member.name(), member.roles()));
      }
    };
  }
}
