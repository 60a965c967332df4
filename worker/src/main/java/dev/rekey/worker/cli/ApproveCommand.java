// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Verb;
import picocli.CommandLine.Command;

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
    description = {"Who wrote the plan cannot approve it."})
final class ApproveCommand extends PlanOrRotationsDecision {

  ApproveCommand(Session session) {
    super(session, Verb.APPROVE, false);
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
