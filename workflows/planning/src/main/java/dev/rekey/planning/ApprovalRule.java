// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.words.Privilege;

/** Which rotations need their owner's approval beside that of the plan. */
public enum ApprovalRule {
  /** None. */
  NONE,
  /** Those with administrator rights, and those whose rights nobody knows. */
  ADMIN,
  /** All. */
  ALL;

  /** Whether a credential with these rights needs its owner's approval. */
  public boolean asksOwner(Privilege privilege) {
    return switch (this) {
      case NONE -> false;
      case ADMIN -> privilege == Privilege.ADMIN || privilege == Privilege.UNKNOWN;
      case ALL -> true;
    };
  }
}
