// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.MemberView;
import dev.rekey.worker.cli.api.RosterProposal;
import dev.rekey.worker.cli.api.TrustView;
import dev.rekey.worker.cli.terminal.Line;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Hands in a roster that people then come to trust. */
@Command(
    name = "propose",
    header = "Hand in a roster: who may decide, in which roles, with which keys.",
    footer = {"Example:", "  rekey roster propose --signers allowed_signers --people people.yaml"},
    description = {
      "It counts for nothing until two people have compared its digest by other means and signed"
          + " it."
    })
@Prints(TrustView.class)
final class RosterProposeCommand extends RekeyCommand {

  @Option(
      names = "--signers",
      required = true,
      paramLabel = "FILE",
      description = "Their public keys, in OpenSSH's allowed_signers form.")
  Path signers;

  @Option(
      names = "--people",
      required = true,
      paramLabel = "FILE",
      description = "Their roles and teams: people: {alice@example.com: {roles: [responder]}}.")
  Path people;

  private @Nullable Roster roster;

  RosterProposeCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    roster = RosterFiles.read(signers, people, mistakes);
  }

  @Override
  ExitCode run() {
    if (roster == null) {
      throw new IllegalStateException("roster was not read");
    }
    TrustView trust =
        session()
            .server()
            .post(
                TrustView.class,
                Endpoint.of("rosters"),
                new RosterProposal(
                    roster.signers(), roster.members().stream().map(MemberView::of).toList()));
    Digest digest = roster.digest();
    if (!trust.digest().equals(digest.value())) {
      throw new Failure(
          ExitCode.FAILED,
          "the server has another roster than was sent: its digest is %s (expected: %s)"
              .formatted(trust.digest(), digest),
          "find out who changed it before anybody trusts it");
    }
    session()
        .print(
            trust,
            () ->
                List.of(
                    Line.of("roster     " + digest),
                    Line.of(
                        "trusted by %d of %d people"
                            .formatted(trust.trustedBy().size(), trust.needed()))));
    session()
        .next(
            "read the digest to each other over another channel, then each: rekey roster trust %s"
                    .formatted(digest)
                + " --as PERSON --key FILE");
    return ExitCode.DONE;
  }
}
