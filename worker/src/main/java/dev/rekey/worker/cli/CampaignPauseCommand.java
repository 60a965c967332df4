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
      "Holds at once. The answer comes when no call is in flight any more, or after five seconds: then"
          + " the number of those that were sent before and go on is told, and the exit code is 5.",
      "What only reads goes on, and owners can decide. rekey campaign resume ends it."
    })
final class CampaignPauseCommand extends CampaignBrakeCommand {

  CampaignPauseCommand(Session session) {
    super(session, Brake.PAUSE);
  }
}
