// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.cli.api.CampaignState;
import dev.rekey.worker.cli.api.ClosedView;
import dev.rekey.worker.cli.api.ClosingView;
import dev.rekey.worker.cli.terminal.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Closes a campaign whole, or says what is in the way. */
@Command(
    name = "close",
    header = "Close a campaign: sweep all systems once more, and sign the certificate.",
    footer = {
      "Example:",
      "  rekey campaign close okta-2026-11 --as alice@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "Refused while one row is unaccounted for. With open exceptions it is settled, not closed:"
          + " exit code 5."
    })
@Prints(ClosedView.class)
final class CampaignCloseCommand extends CampaignCommand {

  private static final Duration VALID = Duration.ofDays(1);

  @Mixin final SigningOptions signing = new SigningOptions();

  CampaignCloseCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    signing.check(mistakes, session());
  }

  @Override
  ExitCode run() {
    ClosingView draft =
        session().server().post(ClosingView.class, endpoint("closing", "prepare"), Map.of());
    String body = draft.body();
    if (body == null) {
      throw refused(draft);
    }
    Statement statement =
        new Statement(
            campaign,
            new CertificateSubject(new Digest(body)),
            Verb.CLOSE,
            signing.person,
            "",
            session().now(),
            session().now().plus(VALID),
            new TreeMap<>());
    SignedStatement signed =
        new SigningDesk(session(), signing)
            .sign(
                statement,
                List.of(
                    "close       campaign %s".formatted(campaign),
                    "certificate " + body,
                    "then        " + consequence(draft)));
    ClosedView closed = session().server().post(ClosedView.class, endpoint("closing"), signed);
    session()
        .print(
            closed,
            () ->
                List.of(
                    Line.of(
                        "%s is %s: certificate %s"
                            .formatted(campaign, closed.state().text(), closed.certificate()))));
    session().next("rekey certificate get %s".formatted(campaign));
    return closed.state() == CampaignState.CLOSED ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private static String consequence(ClosingView draft) {
    return draft.exceptions() == 0
        ? "every row is proven dead or ruled out, and the campaign is over"
        : "settled with %d open exceptions: what they cover STAYS ALIVE"
            .formatted(draft.exceptions());
  }

  private Failure refused(ClosingView draft) {
    List<String> lines = new ArrayList<>(draft.unaccounted());
    if (draft.openRows() > lines.size()) {
      lines.add("and %d rows more".formatted(draft.openRows() - lines.size()));
    }
    return new Failure(
        ExitCode.REFUSED,
        "%s cannot close: %d rows or systems are unaccounted for"
            .formatted(campaign, draft.openRows()),
        lines,
        "rekey held " + campaign);
  }
}
