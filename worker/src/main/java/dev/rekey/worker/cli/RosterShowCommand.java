// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.RosterView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Who may decide. */
@Command(
    name = "show",
    header = "Show who may decide, with which keys, and who has trusted that.",
    footer = {
      "Examples:",
      "  rekey roster show",
      "  rekey roster show sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    })
@Prints(RosterView.class)
final class RosterShowCommand extends RekeyCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "DIGEST",
      description = "A roster that was proposed; else the one that counts.")
  @Nullable Digest digest;

  RosterShowCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    RosterView view =
        session()
            .server()
            .get(
                RosterView.class,
                Endpoint.of("rosters", digest == null ? "current" : digest.value()));
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
