// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.KeySubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.ReplacementView;
import dev.rekey.worker.cli.terminal.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Signs that a new instance key takes the place of one that was lost. */
@Command(
    name = "replace",
    header = "Sign that a new instance key takes the place of one that was lost.",
    footer = {
      "Example:",
      "  rekey key replace instance --as alice@example.com --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "Without the instance key nobody can tell whether the ledger's entries are this"
          + " installation's own, so two people vouch for them as they stand: each compares with"
          + " the other, by a channel that no attacker is in, the two digests that are shown here."
          + " Both must be responders on the roster of every open campaign. The certificates show"
          + " who vouched. A key that is there is rotated instead: rekey key rotate instance."
    })
@Prints(ReplacementView.class)
final class KeyReplaceCommand extends RekeyCommand {

  private static final Duration VALID = Duration.ofDays(1);
  private static final Endpoint REPLACEMENT = Endpoint.of("keys", "instance", "replacement");

  @Parameters(paramLabel = "instance", description = "Which key; only this one can be replaced.")
  String use = "";

  @Mixin final SigningOptions signing = new SigningOptions();

  KeyReplaceCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (!use.equals("instance")) {
      mistakes.add("key '%s' (expected: instance)".formatted(use));
    }
    signing.check(mistakes, session());
    if (signing.agent) {
      mistakes.add(
          "--agent: the roster cannot be asked for without the instance key (expected: --key with"
              + " the file of a public key, whose other half the agent has)");
    }
  }

  @Override
  ExitCode run() {
    ReplacementView offer = session().server().post(ReplacementView.class, REPLACEMENT, Map.of());
    KeySubject subject = offer.subject();
    Statement statement =
        new Statement(
            null,
            subject,
            Verb.VOUCH,
            signing.person,
            "",
            session().now(),
            session().now().plus(VALID),
            new TreeMap<>());
    SignedStatement signed =
        new SigningDesk(session(), signing).sign(statement, shown(offer, subject));
    ReplacementView after =
        session()
            .server()
            .post(
                ReplacementView.class,
                Endpoint.of("keys", "instance", "replacement", "vouched"),
                signed);
    session().print(after, () -> List.of(Line.of(text(after))));
    session()
        .next(
            after.replaced()
                ? "back up keys/ in the home, end rekey up (Ctrl-C) and start it again"
                : "another person runs the same command, with their own name and key");
    return ExitCode.DONE;
  }

  private static List<String> shown(ReplacementView offer, KeySubject subject) {
    List<String> shown = new ArrayList<>();
    shown.add("new key     " + subject.key());
    shown.add("ledger      " + subject.root());
    offer
        .ledger()
        .forEach(one ->
            shown.add(
                "            %s: %d chains, %d entries, %s"
                    .formatted(one.name(), one.chains(), one.entries(), one.heads())));
    shown.add(
        offer.headsKept()
            ? "compared    last-heads.json in the home must agree, else nothing is replaced"
            : "compared    with NOTHING: no last-heads.json, so look at it with your own records");
    shown.add("roster      " + offer.roster());
    shown.add(
        "vouched by  "
            + (offer.vouchedBy().isEmpty() ? "nobody yet" : String.join(", ", offer.vouchedBy())));
    shown.add(
        "then        with %d people's signatures the new key seals all of this as if it were its own"
            .formatted(offer.needed()));
    return shown;
  }

  private static String text(ReplacementView after) {
    int missing = after.needed() - after.vouchedBy().size();
    return "vouched for by %s%s"
        .formatted(
            String.join(", ", after.vouchedBy()),
            after.replaced()
                ? "; the instance key is replaced"
                : "; %d more must sign before it counts".formatted(missing));
  }
}
