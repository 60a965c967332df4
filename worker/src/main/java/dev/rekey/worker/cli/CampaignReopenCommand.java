// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.Reopening;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Subject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.cli.api.ReopeningView;
import dev.rekey.worker.cli.terminal.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets what was closed go on. */
@Command(
    name = "reopen",
    header = "Sign that a campaign that was closed or settled goes on; it takes two people.",
    footer = {
      "Examples:",
      "  rekey campaign reopen okta-2026-11 --reason 'a list came late' \\",
      "      --as alice@example.com --key ~/.ssh/rekey_ed25519",
      "  rekey campaign reopen okta-2026-11 --reason 'it answers again' \\",
      "      --alive okta-2026-11/aws-prod/svc-pay/iam-access-key/AKIA… \\",
      "      --as alice@example.com --key ~/.ssh/rekey_ed25519",
      "  rekey campaign reopen okta-2026-11 --confirm \\",
      "      --as bob@example.com --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "The certificate of before stays valid as of its time; the next one names it. What is found"
          + " alive again is held until somebody lets its revoke be tried again."
    })
@Prints(ReopeningView.class)
final class CampaignReopenCommand extends CampaignCommand {

  private static final Duration VALID = Duration.ofDays(1);

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it goes on.")
  String reason = "";

  @Option(
      names = "--alive",
      paramLabel = "ROTATION",
      description = "A credential that was proven dead and is alive again; may be repeated.")
  List<String> alive = List.of();

  @Option(names = "--confirm", description = "Sign, as the second person, what one has proposed.")
  boolean confirm;

  @Mixin final SigningOptions signing = new SigningOptions();

  CampaignReopenCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    signing.check(mistakes, session());
    if (confirm && (!reason.isBlank() || !alive.isEmpty())) {
      mistakes.add("--confirm and --reason or --alive (expected: one or the other)");
    }
    if (!confirm && reason.isBlank()) {
      mistakes.add("--reason TEXT is missing: why it goes on");
    }
  }

  @Override
  ExitCode run() {
    ReopeningView now = session().server().get(ReopeningView.class, endpoint("reopening"));
    String certificate = now.certificate();
    if (certificate == null) {
      throw new Failure(
          ExitCode.REFUSED,
          "%s is %s (expected: one that is closed or settled)".formatted(campaign, now.state()),
          "rekey campaign status " + campaign);
    }
    SignedStatement signed = confirm ? second(now, now.proposal()) : first(certificate);
    ReopeningView then =
        session().server().post(ReopeningView.class, endpoint("reopening"), signed);
    session().print(then, () -> List.of(Line.of("%s is %s".formatted(campaign, then.state()))));
    session()
        .next(
            confirm
                ? "rekey held %s, or rekey intake and rekey campaign amend".formatted(campaign)
                : "somebody else: rekey campaign reopen %s --confirm --as PERSON --key FILE"
                    .formatted(campaign));
    return ExitCode.DONE;
  }

  private SignedStatement first(String certificate) {
    SortedMap<String, String> terms = new TreeMap<>();
    alive.forEach(one -> terms.put(Reopening.ALIVE + (terms.size() + 1), one));
    List<String> shown = new ArrayList<>();
    shown.add("reopen      campaign %s".formatted(campaign));
    shown.add("certificate " + certificate);
    alive.forEach(one -> shown.add("alive       " + one));
    shown.add("reason      " + reason);
    shown.add("then        once another person confirms, it is open again");
    return sign(new CertificateSubject(new Digest(certificate)), Verb.REOPEN, reason, terms, shown);
  }

  private SignedStatement second(ReopeningView now, @Nullable String proposal) {
    if (proposal == null) {
      throw new Failure(
          ExitCode.REFUSED,
          "nobody has proposed to reopen %s".formatted(campaign),
          "rekey campaign reopen %s --reason WHY --as PERSON --key FILE".formatted(campaign));
    }
    List<String> shown = new ArrayList<>();
    shown.add("reopen      campaign %s, as %s has signed".formatted(campaign, now.person()));
    shown.add("because     " + now.reason());
    now.alive().forEach(one -> shown.add("alive       " + one));
    shown.add("then        it is open again until it is closed whole once more");
    return sign(
        new StatementSubject(new Digest(proposal)), Verb.COUNTERSIGN, "", new TreeMap<>(), shown);
  }

  private SignedStatement sign(
      Subject subject, Verb verb, String why, SortedMap<String, String> terms, List<String> shown) {
    Statement statement =
        new Statement(
            campaign,
            subject,
            verb,
            signing.person,
            why,
            session().now(),
            session().now().plus(VALID),
            terms);
    return new SigningDesk(session(), signing).sign(statement, shown);
  }
}
