// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Brake;
import picocli.CommandLine.Command;

/** Stops new side effects. */
@Command(
    name = "pause",
    header = "Pause a campaign: nothing new is done to any system.",
    footer = {"Example:", "  rekey campaign pause okta-2026-11 --reason 'payments sees errors'"},
    description = {
      "Holds within a second. Calls that were sent before go on; if there are any, their number is"
          + " told and the exit code is 5."
    })
final class CampaignPauseCommand extends CampaignBrakeCommand {

  CampaignPauseCommand(Session session) {
    super(session, Brake.PAUSE);
  }
}
