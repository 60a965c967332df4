// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Brake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends side effects until people decide otherwise, about each. */
@Command(
    name = "abort",
    header = "Abort a campaign: nothing is done to any system any more.",
    footer = {"Example:", "  rekey campaign abort okta-2026-11 --reason 'wrong list' --yes"},
    description = {
      "What was begun stays as it is and is held as aborted, what was not begun is not begun: leaked"
          + " credentials that are not proven dead stay alive. rekey held and rekey campaign status"
          + " show them, and the campaign cannot be closed while there is one.",
      "To go on after all: rekey campaign resume --reason, then rekey retry for each that is held,"
          + " signed. To leave one as it is: rekey except, with a second signature."
    })
final class CampaignAbortCommand extends CampaignBrakeCommand {

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask; needed where nobody can be asked.")
  boolean yes;

  CampaignAbortCommand(Session session) {
    super(session, Brake.ABORT);
  }

  @Override
  void check(Mistakes mistakes) {
    if (reason.isBlank()) {
      mistakes.add("--reason TEXT is missing: why it is aborted");
    }
    if (!yes && !session().terminal().shape().asks()) {
      mistakes.add("nobody can be asked here (expected: --yes, if it shall be aborted unasked)");
    }
  }

  @Override
  ExitCode run() {
    if (!yes
        && !session()
            .terminal()
            .agrees(
                "Abort %s? What was begun is held, and what lives stays alive."
                    .formatted(campaign))) {
      throw new Failure(ExitCode.REFUSED, "not aborted: nothing changes", null);
    }
    return super.run();
  }
}
