// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.cli.api.CampaignView.AloneView;
import dev.rekey.worker.cli.api.DecisionView;
import dev.rekey.worker.cli.api.Json;
import dev.rekey.worker.cli.api.PendingView;
import dev.rekey.worker.cli.api.PendingView.PendingException;
import dev.rekey.worker.cli.api.RotationView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The same, says a second person. */
@Command(
    name = "countersign",
    header =
        "Sign, as the second person, what somebody else has signed alone: an exception, or a plan.",
    footer = {
      "Example:",
      "  rekey countersign okta-2026-11 \\",
      "      sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \\",
      "      --as bob@example.com --key ~/.ssh/rekey_ed25519"
    })
@Prints(DecisionView.class)
final class CountersignCommand extends DecisionCommand {

  @Parameters(
      index = "1",
      paramLabel = "DIGEST",
      description = "The statement that is countersigned, sha256:…")
  Digest digest;

  CountersignCommand(Session session) {
    super(session, Verb.COUNTERSIGN, false);
  }

  @Override
  ExitCode run() {
    PendingView pending = session().server().get(PendingView.class, endpoint("pending"));
    List<PendingException> meant =
        pending.exceptions().stream()
            .filter(exception -> exception.digest().equals(digest.value()))
            .toList();
    Optional<AloneView> alone =
        pending.alone().stream().filter(one -> one.digest().equals(digest.value())).findFirst();
    if (alone.isPresent()) {
      return standTo(alone.get());
    }
    if (meant.isEmpty()) {
      throw new Failure(
          ExitCode.REFUSED,
          "nothing %s waits for a second signature (expected: %s)"
              .formatted(
                  digest,
                  pending.exceptions().isEmpty()
                      ? "none does"
                      : "one of "
                          + pending.exceptions().stream()
                              .map(PendingException::digest)
                              .distinct()
                              .toList()),
          "rekey held " + campaign);
    }
    List<String> shown = new ArrayList<>();
    PendingException first = meant.getFirst();
    shown.add("countersign the exception that %s has signed".formatted(first.person()));
    shown.add("because     " + first.reason());
    meant.forEach(exception -> shown.add("            " + exception.rotation()));
    shown.add("then        WHAT LEAKED STAYS ALIVE until %s".formatted(first.until()));
    SignedStatement signed = sign(new StatementSubject(digest), shown);
    return printSigned ? print(meant, signed) : send(signed, null);
  }

  private ExitCode standTo(AloneView alone) {
    List<String> shown =
        List.of(
            "countersign plan %d, which its author %s approved alone"
                .formatted(alone.plan(), alone.person()),
            "because     " + alone.reason(),
            "then        the certificate names you beside them");
    SignedStatement signed = sign(new StatementSubject(digest), shown);
    return printSigned ? printSignal("campaign/" + campaign, signed) : send(signed, null);
  }

  private ExitCode print(List<PendingException> meant, SignedStatement signed) {
    Set<String> rotations =
        meant.stream().map(PendingException::rotation).collect(Collectors.toSet());
    List<String> workflows =
        session().server().list(RotationView.class, endpoint("rotations")).stream()
            .filter(rotation -> rotations.contains(rotation.rotation()))
            .map(RotationView::workflow)
            .distinct()
            .toList();
    Delivery delivery = new Delivery(signed, null);
    if (workflows.size() == 1) {
      return printSignal(workflows.getFirst(), delivery);
    }
    for (String workflow : workflows) {
      session()
          .terminal()
          .data(line(Json.compact(new RotationsDecision.Signal(workflow, delivery))));
    }
    return ExitCode.DONE;
  }
}
