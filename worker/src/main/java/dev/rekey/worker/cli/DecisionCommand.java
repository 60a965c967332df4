// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Subject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.cli.api.DecisionRequest;
import dev.rekey.worker.cli.api.DecisionView;
import dev.rekey.worker.cli.api.DecisionView.Answer;
import dev.rekey.worker.cli.api.Json;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Tone;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that hands in a signed decision. */
@Prints(DecisionView.class)
abstract class DecisionCommand extends CampaignCommand {

  /** Long enough to lie in a queue over a weekend, short enough not to surprise anybody later. */
  private static final Duration VALID = Duration.ofDays(7);

  private static final int LONGEST_REASON = 2000;

  @Mixin final SigningOptions signing = new SigningOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      order = 104,
      description = "Why; signed with it.")
  String reason = "";

  @Option(
      names = "--print-signed",
      order = 105,
      description =
          "Send nothing; print what temporal workflow signal --name decision --input takes, for"
              + " many rotations one line each with its workflow.")
  boolean printSigned;

  private final Verb verb;
  private final boolean reasonNeeded;

  DecisionCommand(Session session, Verb verb, boolean reasonNeeded) {
    super(session);
    this.verb = requireNonNull(verb, "verb is null");
    this.reasonNeeded = reasonNeeded;
  }

  final Verb verb() {
    return verb;
  }

  /** As statements, the API and the command line all write it. */
  final String verbName() {
    return CanonicalJson.name(verb);
  }

  @Override
  void check(Mistakes mistakes) {
    signing.check(mistakes, session());
    if (reasonNeeded && reason.isBlank()) {
      mistakes.add("--reason TEXT is missing: why; %s is not taken without".formatted(verbName()));
    }
    if (reason.length() > LONGEST_REASON) {
      mistakes.add(
          "--reason: %d characters (expected: at most %d)"
              .formatted(reason.length(), LONGEST_REASON));
    }
  }

  /** What else is decided. */
  SortedMap<String, String> terms() {
    return new TreeMap<>();
  }

  /** Shows it, asks, signs. */
  final SignedStatement sign(Subject subject, List<String> shown) {
    Statement statement =
        new Statement(
            campaign,
            subject,
            verb,
            signing.person,
            reason,
            session().now(),
            session().now().plus(VALID),
            terms());
    List<String> lines = new ArrayList<>(shown);
    if (!reason.isBlank()) {
      lines.add("reason      " + reason);
    }
    return new SigningDesk(session(), signing).sign(statement, lines);
  }

  /**
   * Hands it in.
   *
   * @param list null where it is not about a list
   */
  final ExitCode send(SignedStatement signed, @Nullable ItemList list) {
    List<Item> items = list == null ? List.of() : list.items();
    DecisionView view =
        session()
            .server()
            .post(DecisionView.class, endpoint("decisions"), DecisionRequest.of(signed, items));
    List<Answer> refusals = view.refusals();
    session().print(view, () -> text(view, refusals));
    if (!view.recorded() || (!refusals.isEmpty() && refusals.size() == view.answers().size())) {
      return ExitCode.REFUSED;
    }
    return refusals.isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private List<Line> text(DecisionView view, List<Answer> refusals) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            "%s: %s, %d delivered%s"
                .formatted(
                    verbName(),
                    view.recorded() ? "recorded" : "NOT recorded",
                    view.delivered(),
                    view.waiting() > 0
                        ? ", %d follow by themselves".formatted(view.waiting())
                        : "")));
    refusals.forEach(
        refusal -> lines.add(new Line(Tone.BAD, refusal.rotation() + ": " + refusal.answer())));
    lines.add(Line.of("statement %s".formatted(view.digest())));
    return lines;
  }

  /** Prints what a signal takes, and how it is sent. */
  final ExitCode printSignal(String workflow, Object input) {
    session().terminal().data(line(Json.compact(input)));
    session()
        .terminal()
        .say(
            "not sent. next: temporal workflow signal --name decision --workflow-id '%s' --input"
                    .formatted(workflow)
                + " '…the line above…'");
    return ExitCode.DONE;
  }

  static byte[] line(byte[] json) {
    return (new String(json, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
