// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Brake;
import picocli.CommandLine.Command;

/** Lets a paused campaign go on. */
@Command(
    name = "resume",
    header = "Let a paused campaign go on.",
    footer = {"Example:", "  rekey campaign resume okta-2026-11"})
final class CampaignResumeCommand extends CampaignBrakeCommand {

  CampaignResumeCommand(Session session) {
    super(session, Brake.NONE);
  }
}
