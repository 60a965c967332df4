// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Verb;
import picocli.CommandLine.Command;

/** Say, as one of two, that a new value goes where a leaked one may read it. */
@Command(
    name = "deliver-anyway",
    header = "Say, as one of two people, that a new value goes where a leaked one may read it.",
    footer = {
      "Example:",
      "  rekey deliver-anyway okta-2026-11 AKIAEXAMPLE \\",
      "      --reason 'its opener is with the vendor until Monday' --as alice@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "A new value is not issued or delivered while a leaked credential that opens it is neither"
          + " proven dead nor excepted: rekey held says which, and where that one stands. Once two"
          + " different people have signed this, it is waited for no more."
    })
final class DeliverAnywayCommand extends RotationsDecision {

  DeliverAnywayCommand(Session session) {
    super(session, Verb.DELIVER_ANYWAY, true);
  }

  @Override
  String consequence() {
    return "with the second person's signature the new value is delivered: WHOEVER HOLDS WHAT OPENS"
        + " IT MAY READ IT; rotate it again once that is dead";
  }
}
