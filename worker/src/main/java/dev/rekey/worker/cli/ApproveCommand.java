// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Go ahead. */
@Command(
    name = "approve",
    header = "Approve the plan that waits, or rotations that wait for their owner.",
    footer = {
      "Examples:",
      "  rekey approve okta-2026-11 --plan 1 --as bob@example.com \\",
      "      --key ~/.ssh/rekey_ed25519",
      "  rekey approve okta-2026-11 --all --team payments --except AKIAEXAMPLE \\",
      "      --as bob@example.com --agent",
      "  rekey approve okta-2026-11 aws-prod/ci-1/iam-access-key/AKIAEXAMPLE \\",
      "      --as bob@example.com --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "Who wrote the plan cannot approve it, but for one that contains or revokes now all that it"
          + " names: in an emergency its author may begin that alone with --solo."
    })
final class ApproveCommand extends PlanOrRotationsDecision {

  @Option(
      names = "--solo",
      paramLabel = "REASON",
      order = 1,
      description =
          "Approve a plan of your own, alone, because of this; shown in red until somebody"
              + " countersigns, and in the certificate.")
  String solo = "";

  ApproveCommand(Session session) {
    super(session, Verb.APPROVE, false);
  }

  @Override
  void check(Mistakes mistakes) {
    if (!solo.isBlank()) {
      if (!reason.isBlank()) {
        mistakes.add("--solo and --reason (expected: one or the other)");
      }
      if (!nothingNamed()) {
        mistakes.add("--solo and rotations (expected: only a plan is approved alone)");
      }
      reason = solo;
    }
    super.check(mistakes);
  }

  @Override
  SortedMap<String, String> terms() {
    SortedMap<String, String> terms = super.terms();
    if (!solo.isBlank()) {
      terms.put(Statement.SOLO, "true");
    }
    return terms;
  }

  @Override
  String consequence() {
    return "Rekey goes on with them, up to the revoke of what leaked";
  }

  @Override
  String consequenceForPlan() {
    return "once it is started, Rekey replaces, revokes and proves dead what the plan names";
  }
}
