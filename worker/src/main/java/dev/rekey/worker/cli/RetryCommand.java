// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Verb;
import picocli.CommandLine.Command;

/** Try again. */
@Command(
    name = "retry",
    header = "Try again what is held.",
    footer = {
      "Examples:",
      "  rekey retry okta-2026-11 AKIAEXAMPLE --as ops@example.com \\",
      "      --key ~/.ssh/rekey_ed25519",
      "  rekey retry okta-2026-11 --all --team payments --as ops@example.com \\",
      "      --agent --yes"
    })
final class RetryCommand extends RotationsDecision {

  RetryCommand(Session session) {
    super(session, Verb.RETRY, false);
  }

  @Override
  String consequence() {
    return "the step at which each is held is tried again";
  }
}
