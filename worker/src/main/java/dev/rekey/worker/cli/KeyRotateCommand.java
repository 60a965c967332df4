// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.RotatedKeyView;
import dev.rekey.worker.cli.terminal.Line;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a new key of the installation's own. */
@Command(
    name = "rotate",
    header = "Rotate one of this installation's own keys.",
    footer = {"Examples:", "  rekey key rotate instance", "  rekey key rotate codec"},
    description = {
      "instance seals the ledger's entries, codec seals what Temporal stores. The new key is used"
          + " from now on; older ones stay in their file (keys/ in the home), because what they"
          + " sealed must still open. A campaign's escrow key is not rotated: it is destroyed when"
          + " the campaign closes."
    })
@Prints(RotatedKeyView.class)
final class KeyRotateCommand extends RekeyCommand {

  @Parameters(paramLabel = "instance|codec", description = "Which key.")
  String use = "";

  KeyRotateCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (!List.of("instance", "codec").contains(use)) {
      mistakes.add("key '%s' (expected: instance or codec)".formatted(use));
    }
  }

  @Override
  ExitCode run() {
    RotatedKeyView view =
        session().server().post(RotatedKeyView.class, Endpoint.of("keys", use, "rotate"), Map.of());
    session()
        .print(
            view,
            () ->
                List.of(Line.of("%s key %d is used from now on".formatted(view.use(), view.id()))));
    session().next("back up keys/ in the home, apart from PostgreSQL's backups");
    return ExitCode.DONE;
  }
}
