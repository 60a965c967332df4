// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.engine.campaign.PlanDesk;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Signatures;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Verifies, at the gate, the very signatures that the ledger holds. */
public final class RosterSignatures implements Signatures {

  /** How long a verified plan approval is believed without looking at it again. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Rosters rosters;
  private final Clock clock;
  private final Map<Approval, Instant> approvedPlans = new ConcurrentHashMap<>();

  public RosterSignatures(Ledger ledger, Rosters rosters, Clock clock) {
    this.ledger = ledger;
    this.rosters = rosters;
    this.clock = clock;
  }

  @Override
  public Optional<String> objection(PlannedRotation planned, Past past) {
    return planApproval(planned, past.plan())
        .or(() ->
            past.decisions().stream()
                .map(entry -> decision(planned, entry))
                .flatMap(Optional::stream)
                .findFirst());
  }

  /** Its author's alone is one for what is cut at once, until another person's comes. */
  private record Approval(Digest plan, boolean cutAtOnce) {}

  private Optional<String> planApproval(PlannedRotation planned, Digest plan) {
    CampaignName campaign = planned.id().campaign();
    Approval approval = new Approval(plan, planned.cutAtOnce());
    Instant seen = approvedPlans.get(approval);
    if (seen != null && clock.instant().isBefore(seen.plus(FRESH))) {
      return Optional.empty();
    }
    List<Entry> chain = ledger.read(CampaignChain.name(campaign));
    Optional<PersonName> author = author(chain, plan);
    boolean approved =
        author.isPresent()
            && chain.stream()
                .filter(entry -> entry.type().equals(DecisionEntry.TYPE))
                .anyMatch(entry -> approves(campaign, author.get(), entry, approval));
    if (!approved) {
      return Optional.of("no valid approval of plan %s is on record".formatted(plan));
    }
    approvedPlans.put(approval, clock.instant());
    return Optional.empty();
  }

  private static Optional<PersonName> author(List<Entry> chain, Digest plan) {
    return chain.stream()
        .filter(entry -> entry.type().equals("plan"))
        .filter(entry -> Past.text(entry, "digest").equals(plan.value()))
        .map(entry -> new PersonName(Past.text(entry, "author")))
        .findFirst();
  }

  private boolean approves(
      CampaignName campaign, PersonName author, Entry entry, Approval approval) {
    Digest plan = approval.plan();
    SignedStatement signed = DecisionEntry.read(entry.body()).signed();
    Statement statement = Statement.parse(signed.text());
    return statement.verb() == Verb.APPROVE
        && statement.subject() instanceof PlanSubject(int number, Digest of)
        && of.equals(plan)
        && new PlanDesk(campaign, rosters.of(campaign), author, approval.cutAtOnce())
            .objectionToPlan(signed, number, plan, entry.at())
            .isEmpty();
  }

  /** A decision counts if its signature was valid when it was recorded and covers this rotation. */
  private Optional<String> decision(PlannedRotation planned, Entry entry) {
    DecisionEntry decision = DecisionEntry.read(entry.body());
    return switch (StatementCheck.verify(
        decision.signed(), rosters.of(planned.id().campaign()), entry.at())) {
      case Checked.Invalid(String why) ->
          Optional.of("decision %s: %s".formatted(Past.text(entry, "digest"), why));
      case Checked.Valid(Statement statement, var _) -> {
        boolean covers =
            statement.verb() == Verb.COUNTERSIGN
                || decision.covers(statement, planned.id().toString());
        yield covers
            ? Optional.empty()
            : Optional.of(
                "decision %s is not about this rotation".formatted(Past.text(entry, "digest")));
      }
    };
  }
}
