// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.RowView;
import dev.rekey.worker.cli.api.ScopeView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** The rows that nobody can act upon yet. */
@Command(
    name = "unresolved",
    header = "Show the rows that name no credential that can be acted upon, and what to do.",
    footer = {"Example:", "  rekey scope unresolved okta-2026-11"},
    description = {"The campaign closes whole only when each is resolved or ruled out."})
@Prints(ScopeView.class)
final class ScopeUnresolvedCommand extends CampaignCommand {

  ScopeUnresolvedCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    ScopeView whole = session().server().get(ScopeView.class, endpoint("scope"));
    List<RowView> rows =
        whole.rows().stream().filter(row -> row.state().equals("unresolved")).toList();
    session().print(new ScopeView(rows, whole.counts()), () -> text(rows));
    if (!rows.isEmpty()) {
      String first = rows.getFirst().row();
      session()
          .next(
              "rekey scope resolve %s '%s' --set COLUMN=TEXT … --as PERSON"
                  .formatted(campaign, first));
      session()
          .next(
              "rekey rule-out %s '%s' --reason WHY --as PERSON --key FILE"
                  .formatted(campaign, first));
    }
    return ExitCode.DONE;
  }

  private List<Line> text(List<RowView> rows) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("%d rows are unresolved".formatted(rows.size())));
    if (!rows.isEmpty()) {
      Table table = new Table("ROW", "REASON", "WHAT");
      rows.forEach(
          row -> table.row(row.row(), row.reason() == null ? "" : row.reason(), row.shown()));
      lines.addAll(table.lines(session().terminal().shape().columns()));
    }
    return lines;
  }
}
