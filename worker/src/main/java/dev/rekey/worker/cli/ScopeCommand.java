// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.stream.Collectors.joining;

import dev.rekey.words.CampaignName;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.RowView;
import dev.rekey.worker.cli.api.ScopeView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Every row that any source named. */
@Command(
    name = "scope",
    header = "Show every row of every list, and what became of it.",
    footer = {
      "Examples:",
      "  rekey scope okta-2026-11",
      "  rekey scope okta-2026-11 --state unresolved",
      "  rekey scope unresolved okta-2026-11"
    })
@Prints(ScopeView.class)
final class ScopeCommand extends RekeyCommand {

  private static final List<String> STATES =
      List.of("resolved", "unresolved", "ruled-out", "known");

  // Not marked as required: rekey scope resolve CAMPAIGN goes through here without it.
  @Parameters(index = "0", arity = "0..1", paramLabel = "CAMPAIGN", description = "The campaign.")
  @Nullable CampaignName campaign;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only these rows: resolved, unresolved, ruled-out or known.")
  @Nullable String state;

  ScopeCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (campaign == null) {
      mistakes.add("CAMPAIGN is missing: The campaign.");
    }
    if (state != null && !STATES.contains(state)) {
      mistakes.add("--state: '%s' (expected: one of %s)".formatted(state, STATES));
    }
  }

  @Override
  ExitCode run() {
    if (campaign == null) {
      throw new IllegalStateException("run before it was checked");
    }
    ScopeView whole =
        session()
            .server()
            .get(ScopeView.class, Endpoint.of("campaigns", campaign.value(), "scope"));
    ScopeView scope =
        state == null
            ? whole
            : new ScopeView(
                whole.rows().stream().filter(row -> row.state().equals(state)).toList(),
                whole.counts());
    session().print(scope, () -> text(scope));
    return ExitCode.DONE;
  }

  private static String reason(RowView row) {
    List<String> reasons = new ArrayList<>();
    if (row.reason() != null && !row.reason().isEmpty()) {
      reasons.add(row.reason());
    }
    row.reused().forEach(shared -> reasons.add("reused: " + shared));
    return String.join("; ", reasons);
  }

  private List<Line> text(ScopeView scope) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            scope.counts().isEmpty()
                ? "no rows yet"
                : scope.counts().entrySet().stream()
                    .map(count -> count.getKey() + " " + count.getValue())
                    .collect(joining(", "))));
    if (!scope.rows().isEmpty()) {
      Table table = new Table("ROW", "STATE", "REASON", "WHAT");
      for (RowView row : scope.rows()) {
        table.row(
            row.state().equals("unresolved") ? Tone.WARNING : Tone.PLAIN,
            row.row(),
            row.state(),
            reason(row),
            row.rotation() == null ? row.shown() : row.rotation());
      }
      lines.addAll(table.lines(session().terminal().shape().columns()));
    }
    return lines;
  }
}
