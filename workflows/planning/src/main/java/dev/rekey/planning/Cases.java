// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.scope.LeakedCredential;

/**
 * What playbooks say of some credentials only. Asked while a plan is made, and never again: what it
 * answers stands in each rotation's facts, which people sign. The same question must always have
 * the same answer.
 */
@FunctionalInterface
public interface Cases {

  /** What a playbook says of all credentials holds for each. */
  Cases NONE = (playbook, credential) -> Fit.usual(playbook);

  /**
   * What a playbook says of this credential.
   *
   * @throws IllegalArgumentException with a message for people, if it cannot be told
   */
  Fit fit(Playbook playbook, LeakedCredential credential);

  /** The same, but who approves is as the playbook says of all. */
  default Cases keepingApproval() {
    return (playbook, credential) -> {
      Fit fit = fit(playbook, credential);
      return new Fit(playbook.approval(), fit.pace(), fit.deadline(), fit.because());
    };
  }

  /**
   * How one credential is rotated.
   *
   * @param because which case holds; empty if it is as the playbook says of all
   */
  record Fit(ApprovalRule approval, Pace pace, DeadlineRule deadline, String because) {

    public Fit {
      requireNonNull(approval, "approval is null");
      requireNonNull(pace, "pace is null");
      requireNonNull(deadline, "deadline is null");
      requireNonNull(because, "because is null");
    }

    /** As the playbook says of all. */
    public static Fit usual(Playbook playbook) {
      return new Fit(playbook.approval(), playbook.pace(), playbook.deadline(), "");
    }
  }
}
