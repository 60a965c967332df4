// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.PlaybookView;
import dev.rekey.worker.cli.terminal.Line;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a playbook says. */
@Command(
    name = "show",
    header = "Show a playbook that plans go by.",
    footer = {
      "Examples:",
      "  rekey playbook show aws-iam-access-key",
      "  rekey playbook show aws-iam-access-key -o json"
    },
    description = {
      "As it was written, comments included; for programs also as it was compiled, which is what"
          + " the plan's digest covers."
    })
@Prints(PlaybookView.class)
final class PlaybookShowCommand extends RekeyCommand {

  @Parameters(paramLabel = "NAME", description = "Which one.")
  String name;

  PlaybookShowCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    PlaybookView view = session().server().get(PlaybookView.class, Endpoint.of("playbooks", name));
    session().print(view, () -> view.text().lines().map(Line::of).toList());
    if (!session().forPrograms()) {
      session().terminal().say("from %s".formatted(view.file()));
    }
    return ExitCode.DONE;
  }
}
