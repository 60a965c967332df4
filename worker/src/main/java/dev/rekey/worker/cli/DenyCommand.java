// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Verb;
import picocli.CommandLine.Command;

/** Do not. */
@Command(
    name = "deny",
    header = "Deny the plan that waits, or rotations that wait for their owner.",
    footer = {
      "Examples:",
      "  rekey deny okta-2026-11 --plan 1 --reason 'wave 1 is too large' \\",
      "      --as bob@example.com --key ~/.ssh/rekey_ed25519",
      "  rekey deny okta-2026-11 AKIAEXAMPLE --reason 'release day' \\",
      "      --as bob@example.com --agent"
    })
final class DenyCommand extends PlanOrRotationsDecision {

  DenyCommand(Session session) {
    super(session, Verb.DENY, true);
  }

  @Override
  String consequence() {
    return "they are held, and what leaked stays alive, until somebody decides otherwise";
  }

  @Override
  String consequenceForPlan() {
    return "it is not run; what leaked stays alive until there is another plan";
  }
}
