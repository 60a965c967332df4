// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.ApprovalRule;
import dev.rekey.planning.Cases;
import dev.rekey.planning.DeadlineRule;
import dev.rekey.planning.Pace;
import dev.rekey.planning.Playbook;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.playbooks.condition.Condition;
import java.util.List;

/**
 * What a playbook says where a condition holds.
 *
 * @param number its place among the playbook's cases, from 1
 */
public record PlaybookCase(
    int number, Condition when, ApprovalRule approval, Pace pace, DeadlineRule deadline) {

  public PlaybookCase {
    requireNonNull(when, "when is null");
    requireNonNull(approval, "approval is null");
    requireNonNull(pace, "pace is null");
    requireNonNull(deadline, "deadline is null");
  }

  /**
   * What a playbook says for a credential: the first case that holds, else what it says of all.
   *
   * @throws IllegalArgumentException if a condition has no answer for this credential
   */
  static Cases.Fit fit(Playbook playbook, List<PlaybookCase> cases, LeakedCredential credential) {
    return cases.stream()
        .filter(one -> one.when.holds(credential))
        .findFirst()
        .map(one ->
            new Cases.Fit(
                one.approval,
                one.pace,
                one.deadline,
                "case %d of %s".formatted(one.number, playbook.name())))
        .orElseGet(() -> Cases.Fit.usual(playbook));
  }
}
