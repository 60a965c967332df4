// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.PlaybookLine;
import dev.rekey.worker.cli.terminal.Table;
import java.util.List;
import picocli.CommandLine.Command;

/** Which playbooks plans go by. */
@Command(
    name = "list",
    header = "Show the playbooks that plans go by, and where each stands.",
    footer = {"Examples:", "  rekey playbook list", "  rekey playbook list -o json"},
    description = {
      "Those of the library, and yours: rekey.yaml names their folder (playbooks: FOLDER). One of"
          + " yours takes the place of the library's for the same kind. rekey up reads them when it"
          + " starts."
    })
@Prints(value = PlaybookLine.class, many = true)
final class PlaybookListCommand extends RekeyCommand {

  PlaybookListCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    List<PlaybookLine> playbooks =
        session().server().list(PlaybookLine.class, Endpoint.of("playbooks"));
    Table table = new Table("PLAYBOOK", "CONNECTOR", "KIND", "FILE");
    playbooks.forEach(one -> table.row(one.name(), one.connector(), one.kind(), one.file()));
    session().print(playbooks, () -> table.lines(session().terminal().shape().columns()));
    return ExitCode.DONE;
  }
}
