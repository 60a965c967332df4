// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.stream.Collectors.joining;

import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.SystemView;
import dev.rekey.worker.cli.terminal.Table;
import java.util.List;
import picocli.CommandLine.Command;

/** Which systems are known. */
@Command(
    name = "list",
    header = "Show the systems that are known.",
    footer = {"Examples:", "  rekey system list", "  rekey system list -o json"})
@Prints(value = SystemView.class, many = true)
final class SystemListCommand extends RekeyCommand {

  SystemListCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    List<SystemView> systems = session().server().list(SystemView.class, Endpoint.of("systems"));
    Table table = new Table("SYSTEM", "CONNECTOR", "SOLE ISSUER", "COMPRESSED", "SETTINGS");
    for (SystemView system : systems) {
      table.row(
          system.name(),
          system.connector(),
          system.soleIssuer() ? "yes" : "no",
          system.compression() == 1 ? "no" : "by " + system.compression(),
          system.settings().entrySet().stream()
              .map(setting -> setting.getKey() + "=" + setting.getValue())
              .collect(joining(" ")));
    }
    session().print(systems, () -> table.lines(session().terminal().shape().columns()));
    if (systems.isEmpty()) {
      session().next("rekey system add NAME --connector aws --secret credentials=file:PATH");
    }
    return ExitCode.DONE;
  }
}
