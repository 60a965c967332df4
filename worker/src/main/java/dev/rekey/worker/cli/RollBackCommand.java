// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Verb;
import picocli.CommandLine.Command;

/** Take back what was done about something that leaked. */
@Command(
    name = "roll-back",
    header = "Take back what was done: the old value to its places, the new one withdrawn.",
    footer = {
      "Possible as long as what leaked was not revoked. It stays open: sign a retry to begin anew.",
      "Example:",
      "  rekey roll-back okta-2026-11 AKIAEXAMPLE --reason 'checkout fails with the new key' \\",
      "      --as alice@example.com --key ~/.ssh/rekey_ed25519"
    })
final class RollBackCommand extends RotationsDecision {

  RollBackCommand(Session session) {
    super(session, Verb.ROLL_BACK, true);
  }

  @Override
  String consequence() {
    return "the old value goes back to its places, the new one is withdrawn: WHAT LEAKED WORKS AGAIN";
  }
}
