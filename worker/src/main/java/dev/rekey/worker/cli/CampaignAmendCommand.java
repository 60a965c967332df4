// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.PersonName;
import dev.rekey.worker.cli.api.DifferenceView;
import dev.rekey.worker.cli.api.PlanRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes more into a campaign that runs. */
@Command(
    name = "amend",
    header = "Take what was added to the scope into a campaign that runs.",
    footer = {
      "Examples:",
      "  rekey intake okta-2026-11 more.csv",
      "  rekey scope resolve okta-2026-11 'found by rekey:1' --set owner=payments \\",
      "      --set disposition=revoke-now --as alice@example.com",
      "  rekey campaign amend okta-2026-11 --as alice@example.com"
    },
    description = {
      "Makes the next plan: what runs goes on as it was approved, what the scope has beside it comes"
          + " in waves of its own, and somebody else approves the difference."
    })
@Prints(DifferenceView.class)
final class CampaignAmendCommand extends CampaignCommand {

  @Option(
      names = "--as",
      paramLabel = "PERSON",
      required = true,
      description = "Who makes the plan; somebody else approves it.")
  PersonName author;

  @Option(
      names = "--owner-approval",
      paramLabel = "none|admin|all",
      description =
          "Which of the added rotations wait for their owner too: none, those with administrator"
              + " rights (the default), or all.")
  String ownerApproval = "admin";

  CampaignAmendCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (!PlanCommand.RULES.contains(ownerApproval)) {
      mistakes.add(
          "--owner-approval: '%s' (expected: one of %s)"
              .formatted(ownerApproval, PlanCommand.RULES));
    }
  }

  @Override
  ExitCode run() {
    DifferenceView difference =
        session()
            .server()
            .post(
                DifferenceView.class,
                endpoint("amendments"),
                new PlanRequest(author.value(), ownerApproval, List.of(), null));
    session()
        .print(
            difference,
            () -> DifferenceText.lines(difference, session().terminal().shape().columns()));
    session()
        .next(
            "somebody else: rekey approve %s --plan %d --as PERSON --key FILE"
                .formatted(campaign, difference.number()));
    return ExitCode.DONE;
  }
}
