// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.terminal.Line;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What administrators of the servers have to prepare. */
@Command(
    name = "setup",
    header = "Print what administrators of Temporal and PostgreSQL prepare for Rekey.",
    footer = {
      "Examples:",
      "  rekey setup --print",
      "  rekey setup --print --config /etc/rekey/rekey.yaml"
    },
    description = {
      "Prints commands and SQL for the servers that the settings name, and runs nothing. No secret"
          + " is in them."
    })
@Prints(SetupCommand.SetupView.class)
final class SetupCommand extends ServersCommand {

  @Option(names = "--print", order = 0, description = "Print it; Rekey never does it for others.")
  boolean print;

  SetupCommand(Session session) {
    super(session);
  }

  /** The result for programs. */
  record SetupView(List<String> lines) {}

  @Override
  void check(Mistakes mistakes) {
    if (!print) {
      mistakes.add("--print is missing (expected: rekey setup --print; it only ever prints)");
    }
    super.check(mistakes);
  }

  @Override
  ExitCode run() {
    List<String> lines = Servers.found().setup(options());
    session().print(new SetupView(lines), () -> lines.stream().map(Line::of).toList());
    return ExitCode.DONE;
  }
}
