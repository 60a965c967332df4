// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Voices;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may decide what about a rotation. The gate asks here too, so that both agree. */
public final class DecisionRules {

  private DecisionRules() {}

  /**
   * Why this person may not decide this; empty if they may.
   *
   * @param author who wrote the plan
   * @param exception the exception that is to be countersigned, if one is open
   */
  public static Optional<String> objection(
      Statement statement,
      Member member,
      PlannedRotation planned,
      PersonName author,
      @Nullable Statement exception) {
    boolean commands = member.has(Role.COMMANDER);
    boolean responds = member.has(Role.COMMANDER, Role.RESPONDER);
    boolean owns = member.roles().contains(Role.OWNER) && member.teams().contains(planned.owner());
    Optional<String> steers =
        responds || owns
            ? Optional.empty()
            : refused(member, "a responder or an owner of team %s".formatted(planned.owner()));
    return switch (statement.verb()) {
      case APPROVE, DENY ->
          !(commands || owns)
              ? refused(member, "an owner of team %s".formatted(planned.owner()))
              : statement.verb() == Verb.APPROVE ? notTheAuthor(member, author) : Optional.empty();
      case RETRY, ATTEST ->
          responds || owns || member.roles().contains(Role.OPS)
              ? Optional.empty()
              : refused(
                  member, "a responder, ops, or an owner of team %s".formatted(planned.owner()));
      case CUT_ANYWAY -> steers.or(() -> notTheAuthor(member, author));
      case NOT_MINE, ADD_CONSUMER, RETIRE, ROLL_BACK, BY_HAND, DELIVER_ANYWAY -> steers;
      case EXTEND -> steers.or(() -> noLater(statement, planned));
      case ALREADY_REPLACED -> steers.or(() -> bySomethingElse(statement, planned));
      case NOT_BEFORE -> steers.or(() -> tooLate(statement, planned));
      case EXCEPT ->
          steers.or(() ->
              statement.until() == null
                  ? Optional.of("an exception has no end (expected: terms.until, a time)")
                  : Optional.empty());
      case COUNTERSIGN ->
          responds ? anotherPerson(member, exception) : refused(member, "a responder");
      case RULE_OUT, CLOSE, REOPEN, TRUST_ROSTER, VOUCH ->
          Optional.of(
              "%s is not decided on a rotation".formatted(CanonicalJson.name(statement.verb())));
    };
  }

  private static Optional<String> bySomethingElse(Statement statement, PlannedRotation planned) {
    return planned.id().credential().equals(statement.by())
        ? Optional.of(
            "%s is the leaked one itself (expected: what took its place)".formatted(statement.by()))
        : Optional.empty();
  }

  private static Optional<String> anotherPerson(Member member, @Nullable Statement exception) {
    return exception != null && exception.person().equals(member.name())
        ? Optional.of("%s signed the exception (expected: another person)".formatted(member.name()))
        : Optional.empty();
  }

  /**
   * Why this person may not decide this beside what others have said; empty if they may.
   *
   * @param roster the pinned one, of whose teams one can be named
   */
  public static Optional<String> objection(
      Statement statement, Member member, Voices voices, Roster roster) {
    Verb verb = statement.verb();
    boolean settles = verb == Verb.RETRY || verb == Verb.NOT_MINE;
    if (settles && voices.isDisputed() && !member.has(Role.COMMANDER, Role.RESPONDER)) {
      return refused(
          member,
          "a responder, because the teams %s handed it to one another"
              .formatted(voices.handedOver()));
    }
    TeamName to = statement.to();
    if (to != null && !isOwned(to, roster)) {
      return Optional.of(
          "team %s has no owner on the roster (expected: a team that can decide)".formatted(to));
    }
    return voices.objection(verb, member.name());
  }

  private static boolean isOwned(TeamName team, Roster roster) {
    return roster.members().stream()
        .anyMatch(member -> member.has(Role.OWNER) && member.teams().contains(team));
  }

  /** Nobody may make a leaked credential wait longer than an owner has to decide. */
  private static Optional<String> tooLate(Statement statement, PlannedRotation planned) {
    Instant asked = Objects.requireNonNull(statement.notBefore(), "checked when it was read");
    Instant latest = statement.time().plus(planned.pace().approvalWithin());
    Deadline deadline = planned.deadline();
    if (deadline != null && asked.isAfter(deadline.at())) {
      return Optional.of(
          "not before %s is after its deadline, %s (expected: two people extend that first)"
              .formatted(asked, deadline.at()));
    }
    return asked.isAfter(latest)
        ? Optional.of(
            "not before %s is too late (expected: at the latest %s, which is how long the plan lets"
                    .formatted(asked, latest)
                + " a decision wait)")
        : Optional.empty();
  }

  private static Optional<String> noLater(Statement statement, PlannedRotation planned) {
    Instant asked = Objects.requireNonNull(statement.deadline(), "checked when it was read");
    Deadline deadline = planned.deadline();
    if (deadline == null) {
      return Optional.of("it has no deadline (expected: one that can be moved)");
    }
    return asked.isAfter(deadline.at()) && asked.isAfter(statement.time())
        ? Optional.empty()
        : Optional.of(
            "%s is no later deadline (expected: after %s, and in the future)"
                .formatted(asked, deadline.at()));
  }

  private static Optional<String> notTheAuthor(Member member, PersonName author) {
    return member.name().equals(author)
        ? Optional.of("%s wrote the plan (expected: another person decides)".formatted(author))
        : Optional.empty();
  }

  private static Optional<String> refused(Member member, String expected) {
    return Optional.of(
        "%s has roles %s and teams %s (expected: %s)"
            .formatted(member.name(), member.roles(), member.teams(), expected));
  }
}
