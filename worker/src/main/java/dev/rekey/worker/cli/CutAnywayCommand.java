// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Verb;
import picocli.CommandLine.Command;

/** Kill the old one although something may still use it. */
@Command(
    name = "cut-anyway",
    header = "Kill what leaked although the new one is not in use everywhere.",
    footer = {
      "Example:",
      "  rekey cut-anyway okta-2026-11 AKIAEXAMPLE \\",
      "      --reason 'seen in use by the attacker' --as alice@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    })
final class CutAnywayCommand extends RotationsDecision {

  CutAnywayCommand(Session session) {
    super(session, Verb.CUT_ANYWAY, true);
  }

  @Override
  String consequence() {
    return "what leaked is killed now, in use or not: WHAT STILL USES IT BREAKS";
  }
}
