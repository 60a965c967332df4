// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Verb;
import picocli.CommandLine.Command;

/** Nobody needs it. */
@Command(
    name = "retire",
    header = "Say that nobody needs what leaked: it dies without a replacement.",
    footer = {
      "Example:",
      "  rekey retire okta-2026-11 AKIAEXAMPLE --reason 'project ended in May' \\",
      "      --as bob@example.com --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "Somebody else approves it, and every known place is read: none may hold it any more."
    })
final class RetireCommand extends RotationsDecision {

  RetireCommand(Session session) {
    super(session, Verb.RETIRE, true);
  }

  @Override
  String consequence() {
    return "once somebody else approves it, what leaked is killed and nothing is issued for it";
  }
}
