// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.roster.Member;

/** What came of the check of a signed statement. */
public sealed interface Checked {

  /** It is this member's. Whether their roles suffice is for the caller to say. */
  record Valid(Statement statement, Member member) implements Checked {}

  /**
   * It counts for nothing.
   *
   * @param why a sentence for people, without anything secret
   */
  record Invalid(String why) implements Checked {}
}
