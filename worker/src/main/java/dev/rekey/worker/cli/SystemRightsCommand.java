// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.SystemName;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.SystemRightsView;
import dev.rekey.worker.cli.terminal.Line;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The least that Rekey must be granted in a system. */
@Command(
    name = "rights",
    header = "Print the least that Rekey must be granted in a system, ready to be pasted there.",
    footer = {
      "Examples:",
      "  rekey system rights aws-prod",
      "",
      "What it prints can be piped as it is, into 'bao policy write rekey -' or 'psql'."
    })
@Prints(SystemRightsView.class)
final class SystemRightsCommand extends RekeyCommand {

  @Parameters(paramLabel = "NAME", description = "The system.")
  SystemName name;

  SystemRightsCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    SystemRightsView view =
        session()
            .server()
            .get(SystemRightsView.class, Endpoint.of("systems", name.value(), "rights"));
    session().print(view, () -> view.rights().lines().map(Line::of).toList());
    if (view.rights().isEmpty()) {
      session().terminal().say("nothing to grant: Rekey has no credential of its own there");
    }
    session().next("rekey system check " + name);
    return ExitCode.DONE;
  }
}
