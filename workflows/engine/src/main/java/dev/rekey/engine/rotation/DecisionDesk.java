// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Voices;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemCheck;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where signed decisions arrive: believes signatures, not callers (P7). */
final class DecisionDesk {

  private static final int MOST_ALARMS = 50;

  private final CampaignName campaign;
  private final Roster roster;
  private final PersonName author;
  private final Map<String, Wanted> wanted = new LinkedHashMap<>();
  private final Map<String, Supplier<List<Digest>>> ahead = new LinkedHashMap<>();
  private final Map<Digest, Delivery> early = new LinkedHashMap<>();
  private final Set<Digest> taken = new LinkedHashSet<>();
  private int alarms;

  DecisionDesk(CampaignName campaign, Roster roster, PersonName author) {
    this.campaign = campaign;
    this.roster = roster;
    this.author = author;
  }

  /**
   * Tells what a rotation may be asked next. People can be quicker than the run: a hold stands on
   * the board before the run has heard of it.
   */
  void foresee(PlannedRotation planned, Supplier<List<Digest>> next) {
    ahead.put(planned.id().toString(), next);
  }

  /** Says which decisions a rotation waits for, and what they must have been shown. */
  void want(PlannedRotation planned, Digest shown, Set<Verb> verbs, Supplier<Voices> standing) {
    wanted.put(planned.id().toString(), new Wanted(planned, shown, verbs, standing));
    reconsider();
  }

  /** The same while a step is carried out: what else people decide waits for what comes next. */
  void wantMeanwhile(
      PlannedRotation planned, Digest shown, Set<Verb> verbs, Supplier<Voices> standing) {
    want(planned, shown, verbs, standing);
    Objects.requireNonNull(wanted.get(planned.id().toString()), "it was put there").onlyMeanwhile();
  }

  /** A first signature that is on record already: the second one is wanted. */
  void excepted(PlannedRotation planned, Statement exception) {
    Objects.requireNonNull(wanted.get(planned.id().toString()), "nothing is wanted")
        .excepted(exception);
  }

  /** The last decision settled nothing: the same is still wanted. */
  void wantStill(PlannedRotation planned) {
    Objects.requireNonNull(wanted.get(planned.id().toString()), "nothing is wanted").again();
    reconsider();
  }

  void wantNothing(PlannedRotation planned) {
    wanted.remove(planned.id().toString());
  }

  boolean holdsFor(PlannedRotation planned) {
    Wanted open = wanted.get(planned.id().toString());
    return open != null && open.isDecided();
  }

  Decided next(PlannedRotation planned) {
    return Objects.requireNonNull(wanted.get(planned.id().toString()), "nothing is wanted").next();
  }

  boolean mayStillAlarm() {
    return ++alarms <= MOST_ALARMS;
  }

  /** Why this decision changes nothing now; empty if it counts. */
  Optional<Objection> objection(@Nullable Delivery delivery) {
    if (delivery == null) {
      return Optional.of(
          new Objection(Objection.Kind.FORGED, "no decision (expected: a signed statement)"));
    }
    return switch (StatementCheck.verify(delivery.signed(), roster, Calls.now())) {
      case Checked.Invalid(String why) -> Optional.of(new Objection(Objection.Kind.FORGED, why));
      case Checked.Valid(Statement statement, Member member) ->
          objection(delivery, statement, member);
    };
  }

  /** Takes a decision that nothing is held against. */
  String take(Delivery delivery) {
    Statement statement = Statement.parse(delivery.signed().text());
    Wanted open = Objects.requireNonNull(find(delivery, statement), "decision was not checked");
    taken.add(statement.digest());
    open.take(delivery, statement, side(statement, open.planned()));
    return "taken: %s for %s".formatted(CanonicalJson.name(statement.verb()), open.planned().id());
  }

  private String side(Statement statement, PlannedRotation planned) {
    return roster
            .member(statement.person())
            .filter(member -> member.teams().contains(planned.owner()))
            .isPresent()
        ? "team " + planned.owner()
        : "the responders";
  }

  /** Keeps a decision that came a moment too early. */
  void keep(Delivery delivery) {
    early.put(Statement.parse(delivery.signed().text()).digest(), delivery);
  }

  private void reconsider() {
    for (Map.Entry<Digest, Delivery> kept : List.copyOf(early.entrySet())) {
      Optional<Objection> objection = objection(kept.getValue());
      if (objection.isEmpty()) {
        take(kept.getValue());
      }
      objection.filter(still -> !still.early()).ifPresent(Objection::count);
      if (objection.filter(Objection::early).isEmpty()) {
        early.remove(kept.getKey());
      }
    }
  }

  private Optional<Objection> objection(Delivery delivery, Statement statement, Member member) {
    if (!campaign.equals(statement.campaign())) {
      return refused(
          "decision is for campaign %s (expected: %s)".formatted(statement.campaign(), campaign));
    }
    if (taken.contains(statement.digest())) {
      return refused("decision was taken before: a repeat changes nothing");
    }
    Wanted open = find(delivery, statement);
    if (open == null) {
      return comes(delivery, statement)
          ? early("what it is about is on its way here (expected: the same a moment later)")
          : refused(
              "decision is about nothing that waits here, or the facts have changed since it was"
                  + " signed: look at it again and sign anew");
    }
    if (!open.verbs().contains(statement.verb())) {
      return refused(
          "%s does not fit (expected: one of %s)"
              .formatted(CanonicalJson.name(statement.verb()), open.verbs()));
    }
    return DecisionRules.objection(statement, member, open.planned(), author, open.exception())
        .or(() -> DecisionRules.objection(statement, member, open.voices(), roster))
        .map(Objection::refused)
        .or(() ->
            open.isBusy()
                ? early("another decision is being recorded (expected: the same a moment later)")
                : Optional.empty());
  }

  private boolean comes(Delivery delivery, Statement statement) {
    return ahead.entrySet().stream()
        .anyMatch(one ->
            one.getValue().get().stream()
                .anyMatch(shown ->
                    ItemCheck.covers(statement, new Item(one.getKey(), shown), delivery.proof())));
  }

  private @Nullable Wanted find(Delivery delivery, Statement statement) {
    return wanted.values().stream()
        .filter(open -> open.concerns(delivery, statement))
        .findFirst()
        .orElse(null);
  }

  private static Optional<Objection> refused(String why) {
    return Optional.of(Objection.refused(why));
  }

  private static Optional<Objection> early(String why) {
    return Optional.of(new Objection(Objection.Kind.EARLY, why));
  }
}
