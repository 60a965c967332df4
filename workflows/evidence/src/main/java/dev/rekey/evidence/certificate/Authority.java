// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.words.TeamName;
import org.jspecify.annotations.Nullable;

/** Whether a person's roles suffice for what they decided. */
final class Authority {

  private Authority() {}

  /**
   * Whether this member may decide this.
   *
   * @param team the team that owns the credential; null where there is none
   */
  static boolean suffices(Member member, Statement statement, @Nullable TeamName team) {
    boolean steers = member.has(Role.RESPONDER, Role.COMMANDER);
    boolean owns = member.has(Role.OWNER) && (team == null || member.teams().contains(team));
    return switch (statement.verb()) {
      case APPROVE, DENY ->
          statement.subject() instanceof PlanSubject ? steers : owns || member.has(Role.COMMANDER);
      case EXCEPT, CUT_ANYWAY, ROLL_BACK, BY_HAND, EXTEND, DELIVER_ANYWAY -> steers || owns;
      case NOT_MINE, ADD_CONSUMER, NOT_BEFORE, ALREADY_REPLACED, RETIRE -> steers || owns;
      case COUNTERSIGN, RULE_OUT, CLOSE, REOPEN, TRUST_ROSTER, VOUCH -> steers;
      case RETRY, ATTEST -> steers || owns || member.has(Role.OPS);
    };
  }
}
