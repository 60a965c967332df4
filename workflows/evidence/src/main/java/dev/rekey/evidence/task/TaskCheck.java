// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.task;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.decision.SignatureMemory;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.TeamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The check that what was signed about a task is somebody's who may have done it. */
public final class TaskCheck {

  private TaskCheck() {}

  /**
   * Checks form, person, times, signature and whether that person has the hands.
   *
   * @param teams those that have access there, or answer for the credential
   * @param now when it arrived, or was recorded
   */
  public static TaskChecked verify(
      SignedStatement signed, Roster roster, List<TeamName> teams, Instant now) {
    TaskStatement statement;
    try {
      statement = TaskStatement.parse(signed.text());
    } catch (MalformedEvidence e) {
      return new TaskChecked.Invalid(String.valueOf(e.getMessage()));
    }
    Optional<String> objection =
        StatementCheck.objection(
            signed,
            new StatementCheck.Claim(statement.person(), statement.time(), statement.expires()),
            roster,
            now,
            new SignatureMemory());
    if (objection.isPresent()) {
      return new TaskChecked.Invalid(objection.get());
    }
    Member member = roster.member(statement.person()).orElseThrow();
    return hasHands(member, teams)
        ? new TaskChecked.Valid(statement)
        : new TaskChecked.Invalid(
            "%s has no hands in it (expected: somebody of %s, or a responder)"
                .formatted(member.name(), teams));
  }

  /** Responders may do what nobody else is there to do. */
  private static boolean hasHands(Member member, List<TeamName> teams) {
    return member.has(Role.RESPONDER, Role.COMMANDER)
        || teams.stream().anyMatch(member.teams()::contains);
  }
}
