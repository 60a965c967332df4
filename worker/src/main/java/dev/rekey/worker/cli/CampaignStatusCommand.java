// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.CampaignView;
import picocli.CommandLine.Command;

/** Where a campaign stands. */
@Command(
    name = "status",
    header = "Show where a campaign stands.",
    footer = {
      "Examples:",
      "  rekey campaign status okta-2026-11",
      "  rekey campaign status okta-2026-11 -o json"
    },
    description = {"Ends with 3 while anything waits for people, with 5 if exceptions are open."})
@Prints(CampaignView.class)
final class CampaignStatusCommand extends CampaignCommand {

  CampaignStatusCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    CampaignView view = standing();
    session().print(view, () -> CampaignText.lines(view, session()));
    CampaignText.next(view).ifPresent(session()::next);
    return CampaignText.exit(view);
  }
}
