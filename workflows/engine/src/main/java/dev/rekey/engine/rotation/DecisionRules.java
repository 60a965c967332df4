// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.PersonName;
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
    return switch (statement.verb()) {
      case APPROVE ->
          commands || owns
              ? notTheAuthor(member, author)
              : refused(member, "an owner of team %s".formatted(planned.owner()));
      case DENY ->
          commands || owns
              ? Optional.empty()
              : refused(member, "an owner of team %s".formatted(planned.owner()));
      case RETRY, ATTEST ->
          responds || owns || member.roles().contains(Role.OPS)
              ? Optional.empty()
              : refused(
                  member, "a responder, ops, or an owner of team %s".formatted(planned.owner()));
      case CUT_ANYWAY ->
          responds || owns
              ? notTheAuthor(member, author)
              : refused(member, "a responder or an owner of team %s".formatted(planned.owner()));
      case ROLL_BACK ->
          responds || owns
              ? Optional.empty()
              : refused(member, "a responder or an owner of team %s".formatted(planned.owner()));
      case EXCEPT ->
          !(responds || owns)
              ? refused(member, "a responder or an owner of team %s".formatted(planned.owner()))
              : statement.until() == null
                  ? Optional.of("an exception has no end (expected: terms.until, a time)")
                  : Optional.empty();
      case COUNTERSIGN ->
          !responds
              ? refused(member, "a responder")
              : exception != null && exception.person().equals(member.name())
                  ? Optional.of(
                      "%s signed the exception (expected: another person)".formatted(member.name()))
                  : Optional.empty();
      case RULE_OUT, CLOSE, REOPEN, TRUST_ROSTER, VOUCH ->
          Optional.of(
              "%s is not decided on a rotation".formatted(CanonicalJson.name(statement.verb())));
    };
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
