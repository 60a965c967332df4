// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Brake;
import picocli.CommandLine.Command;

/** Lets a campaign go on. */
@Command(
    name = "resume",
    header = "Let a campaign go on that was paused, aborted, or is held after a restore.",
    footer = {
      "Examples:",
      "  rekey campaign resume okta-2026-11",
      "  rekey campaign resume okta-2026-11 --reason 'seen: the backup of last night'"
    },
    description = {
      "What was paused goes on by itself.",
      "After an abort, and where a store came back from a backup and revokes wait, --reason is"
          + " needed and goes on record; what was held because of it goes on when somebody signs"
          + " rekey retry."
    })
final class CampaignResumeCommand extends CampaignBrakeCommand {

  CampaignResumeCommand(Session session) {
    super(session, Brake.NONE);
  }
}
