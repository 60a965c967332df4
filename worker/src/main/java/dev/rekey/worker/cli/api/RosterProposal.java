// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;

/**
 * A roster that somebody proposes.
 *
 * @param signers the text of an {@code allowed_signers} file
 */
public record RosterProposal(String signers, List<MemberView> members) {

  public RosterProposal {
    members = List.copyOf(members);
  }
}
