// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Verb;
import picocli.CommandLine.Command;

/** Say, as one of two, that what nothing else can check is so. */
@Command(
    name = "attest",
    header = "Say, as one of two people, that what was done by hand is as it should be.",
    footer = {
      "Example:",
      "  rekey attest okta-2026-11 smartsheet/svc-sheets/api-token/tok-1 \\",
      "      --reason 'tried the old token: 401' --as bob@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "Of a new credential: that it works and speaks for the same identity. Of an old one: that it"
          + " is dead. rekey held says which; the two are different people, and neither is who did it."
    })
final class AttestCommand extends RotationsDecision {

  AttestCommand(Session session) {
    super(session, Verb.ATTEST, true);
  }

  @Override
  String consequence() {
    return "with the second person's signature the step counts as seen by two people";
  }
}
