// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import dev.rekey.evidence.roster.Roster;
import java.util.List;

/** A roster as the server keeps it. */
public record RosterView(
    String digest, String signers, List<MemberView> members, List<String> trustedBy) {

  public RosterView {
    members = List.copyOf(members);
    trustedBy = List.copyOf(trustedBy);
  }

  /**
   * The roster itself, whose digest can be computed here instead of being believed.
   *
   * @throws IllegalArgumentException if it has mistakes
   */
  public Roster roster() {
    return new Roster(signers, members.stream().map(MemberView::member).toList());
  }
}
