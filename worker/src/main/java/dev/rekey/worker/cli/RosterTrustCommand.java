// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.RosterView;
import dev.rekey.worker.cli.api.TrustView;
import dev.rekey.worker.cli.terminal.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Signs that a roster is the right one. */
@Command(
    name = "trust",
    header = "Sign that a roster is the right one.",
    footer = {
      "Example:",
      "  rekey roster trust \\",
      "      sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \\",
      "      --as alice@example.com --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "Type the digest that you have from the other people, by a channel that no attacker is in:"
          + " the roster that the server shows is checked against it here."
    })
@Prints(TrustView.class)
final class RosterTrustCommand extends RekeyCommand {

  private static final Duration VALID = Duration.ofDays(1);

  @Parameters(paramLabel = "DIGEST", description = "The roster's digest, sha256:…")
  Digest digest;

  @Mixin final SigningOptions signing = new SigningOptions();

  RosterTrustCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    signing.check(mistakes, session());
  }

  @Override
  ExitCode run() {
    RosterView view =
        session().server().get(RosterView.class, Endpoint.of("rosters", digest.value()));
    Roster roster = view.roster();
    if (!roster.digest().equals(digest)) {
      throw new Failure(
          ExitCode.REFUSED,
          "the server shows a roster with digest %s (expected: %s): not signed"
              .formatted(roster.digest(), digest),
          "trust nothing that this server says about rosters");
    }
    Statement statement =
        new Statement(
            null,
            new RosterSubject(digest),
            Verb.TRUST_ROSTER,
            signing.person,
            "",
            session().now(),
            session().now().plus(VALID),
            new TreeMap<>());
    List<String> shown = new ArrayList<>();
    RosterText.lines(roster, view.trustedBy(), session().now(), Integer.MAX_VALUE)
        .forEach(line -> shown.add(line.text()));
    shown.add(
        "then        these people with these keys decide in campaigns that are opened from then"
            + " on");
    SignedStatement signed =
        new SigningDesk(session(), signing).sign(statement, shown, () -> roster);
    TrustView trust =
        session()
            .server()
            .post(TrustView.class, Endpoint.of("rosters", digest.value(), "trust"), signed);
    session().print(trust, () -> List.of(Line.of(text(trust))));
    return ExitCode.DONE;
  }

  private static String text(TrustView trust) {
    int missing = trust.needed() - trust.trustedBy().size();
    return "trusted by %s%s"
        .formatted(
            String.join(", ", trust.trustedBy()),
            missing > 0
                ? "; %d more must sign before it counts".formatted(missing)
                : "; it counts");
  }
}
