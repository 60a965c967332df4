// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Verb;
import picocli.CommandLine.Command;

/** Have people do what the call does not. */
@Command(
    name = "by-hand",
    header = "Choose another way: people do by a task what the system's call does not.",
    footer = {
      "Possible where issuing, delivering, confirming, disabling or revoking is held; rekey held",
      "says so. The rest of the way stays as it is, and nothing is issued twice.",
      "Example:",
      "  rekey by-hand okta-2026-11 AKIAEXAMPLE --reason 'the vendor has switched the call off' \\",
      "      --as alice@example.com --key ~/.ssh/rekey_ed25519",
      "  rekey task list okta-2026-11"
    })
final class ByHandCommand extends RotationsDecision {

  ByHandCommand(Session session) {
    super(session, Verb.BY_HAND, true);
  }

  @Override
  String consequence() {
    return "the step goes on as a task of whoever has the hands; no call does it as well";
  }
}
