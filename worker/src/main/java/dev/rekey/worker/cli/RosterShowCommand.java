// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.roster.Roster;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.RosterView;
import picocli.CommandLine.Command;

/** Who may decide. */
@Command(
    name = "show",
    header = "Show who may decide, with which keys, and who has trusted that.",
    footer = {"Examples:", "  rekey roster show", "  rekey roster show -o json"})
final class RosterShowCommand extends RekeyCommand {

  RosterShowCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    RosterView view = session().server().get(RosterView.class, Endpoint.of("rosters", "current"));
    Roster roster = RosterText.checked(view);
    session()
        .print(
            view,
            () ->
                RosterText.lines(
                    roster,
                    view.trustedBy(),
                    session().now(),
                    session().terminal().shape().columns()));
    return ExitCode.DONE;
  }
}
