// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemCheck;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.RotationsSubject;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where signed decisions arrive: believes signatures, not callers (P7). */
final class DecisionDesk {

  private static final int MOST_ALARMS = 50;

  private final CampaignName campaign;
  private final Roster roster;
  private final PersonName author;
  private final Map<String, Wanted> wanted = new LinkedHashMap<>();
  private final Set<Digest> taken = new LinkedHashSet<>();
  private int alarms;

  DecisionDesk(CampaignName campaign, Roster roster, PersonName author) {
    this.campaign = campaign;
    this.roster = roster;
    this.author = author;
  }

  /** Says which decisions a rotation waits for, and what they must have been shown. */
  void want(PlannedRotation planned, Digest shown, Set<Verb> verbs) {
    wanted.put(planned.id().toString(), new Wanted(planned, shown, verbs));
  }

  void wantNothing(PlannedRotation planned) {
    wanted.remove(planned.id().toString());
  }

  boolean holdsFor(PlannedRotation planned) {
    Wanted open = wanted.get(planned.id().toString());
    return open != null && !open.decided.isEmpty();
  }

  Decided next(PlannedRotation planned) {
    return Objects.requireNonNull(wanted.get(planned.id().toString()), "nothing is wanted")
        .decided
        .remove();
  }

  boolean mayStillAlarm() {
    return ++alarms <= MOST_ALARMS;
  }

  /** Why this decision changes nothing; empty if it counts. */
  Optional<Objection> objection(Delivery delivery) {
    return switch (StatementCheck.verify(delivery.signed(), roster, Calls.now())) {
      case Checked.Invalid(String why) -> Optional.of(new Objection(true, why));
      case Checked.Valid(Statement statement, Member member) ->
          objection(delivery, statement, member).map(why -> new Objection(false, why));
    };
  }

  /** Takes a decision that nothing is held against. */
  String take(Delivery delivery) {
    Statement statement = Statement.parse(delivery.signed().text());
    Wanted open = Objects.requireNonNull(find(delivery, statement), "decision was not checked");
    taken.add(statement.digest());
    if (statement.verb() == Verb.EXCEPT) {
      open.exception = statement;
    }
    Statement dated = open.exception == null ? statement : open.exception;
    open.decided.add(new Decided(statement.verb(), delivery, dated.until()));
    return "taken: %s for %s".formatted(CanonicalJson.name(statement.verb()), open.planned.id());
  }

  private Optional<String> objection(Delivery delivery, Statement statement, Member member) {
    if (!campaign.equals(statement.campaign())) {
      return Optional.of(
          "decision is for campaign %s (expected: %s)".formatted(statement.campaign(), campaign));
    }
    if (taken.contains(statement.digest())) {
      return Optional.of("decision was taken before: a repeat changes nothing");
    }
    Wanted open = find(delivery, statement);
    if (open == null) {
      return Optional.of(
          "decision is about nothing that waits here, or the facts have changed since it was"
              + " signed: look at it again and sign anew");
    }
    if (!open.verbs.contains(statement.verb())) {
      return Optional.of(
          "%s does not fit (expected: one of %s)"
              .formatted(CanonicalJson.name(statement.verb()), open.verbs));
    }
    return DecisionRules.objection(statement, member, open.planned, author, open.exception);
  }

  private @Nullable Wanted find(Delivery delivery, Statement statement) {
    return wanted.values().stream()
        .filter(open -> open.concerns(delivery, statement))
        .findFirst()
        .orElse(null);
  }

  /** What one rotation waits for. */
  private static final class Wanted {

    private final PlannedRotation planned;
    private final Digest shown;
    private final Set<Verb> verbs;
    private final Deque<Decided> decided = new ArrayDeque<>();
    private @Nullable Statement exception;

    Wanted(PlannedRotation planned, Digest shown, Set<Verb> verbs) {
      this.planned = planned;
      this.shown = shown;
      this.verbs = verbs;
    }

    boolean concerns(Delivery delivery, Statement statement) {
      return switch (statement.subject()) {
        case RotationsSubject _ ->
            ItemCheck.covers(statement, new Item(planned.id().toString(), shown), delivery.proof());
        case StatementSubject(Digest countersigned) ->
            exception != null && exception.digest().equals(countersigned);
        case PlanSubject _, RosterSubject _, CertificateSubject _ -> false;
      };
    }
  }
}
