// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.worker.cli.api.RowView;
import dev.rekey.worker.cli.api.ScopeView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What one list knows and another does not. */
@Command(
    name = "diff",
    header = "Show what one list names and another does not: what was missed lives there.",
    footer = {"Example:", "  rekey scope diff okta-2026-11 inventory.csv scan.json"})
@Prints(ScopeDiffCommand.Difference.class)
final class ScopeDiffCommand extends CampaignCommand {

  @Parameters(index = "1", paramLabel = "A", description = "One list, as rekey scope names it.")
  String one;

  @Parameters(index = "2", paramLabel = "B", description = "The other.")
  String other;

  ScopeDiffCommand(Session session) {
    super(session);
  }

  /** The result for programs: rotations, or rows that name none. */
  record Difference(
      List<String> onlyInFirst,
      List<String> onlyInSecond,
      List<String> inBoth,
      List<String> unresolvedInFirst,
      List<String> unresolvedInSecond) {}

  @Override
  ExitCode run() {
    ScopeView scope = session().server().get(ScopeView.class, endpoint("scope"));
    List<String> sources = scope.rows().stream().map(RowView::source).distinct().toList();
    Mistakes mistakes = new Mistakes();
    for (String source : List.of(one, other)) {
      if (!sources.contains(source)) {
        mistakes.add(
            "'%s' is no list of %s%s (expected: one of %s)"
                .formatted(source, campaign, DidYouMean.hint(source, sources), sources));
      }
    }
    mistakes.stopIfAny();
    Map<String, RowView> first = named(scope, one);
    Map<String, RowView> second = named(scope, other);
    Difference difference =
        new Difference(
            first.keySet().stream().filter(each -> !second.containsKey(each)).toList(),
            second.keySet().stream().filter(each -> !first.containsKey(each)).toList(),
            first.keySet().stream().filter(second::containsKey).toList(),
            unresolved(scope, one),
            unresolved(scope, other));
    session().print(difference, () -> text(difference));
    return ExitCode.DONE;
  }

  private static Map<String, RowView> named(ScopeView scope, String source) {
    Map<String, RowView> named = new TreeMap<>();
    for (RowView row : scope.rows()) {
      if (row.source().equals(source) && row.rotation() != null) {
        named.putIfAbsent(row.rotation(), row);
      }
    }
    return named;
  }

  private static List<String> unresolved(ScopeView scope, String source) {
    return scope.rows().stream()
        .filter(row -> row.source().equals(source) && row.rotation() == null)
        .map(RowView::row)
        .toList();
  }

  private List<Line> text(Difference difference) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            "%d only in %s, %d only in %s, %d in both"
                .formatted(
                    difference.onlyInFirst().size(),
                    one,
                    difference.onlyInSecond().size(),
                    other,
                    difference.inBoth().size())));
    Table table = new Table("ONLY IN", "CREDENTIAL");
    difference.onlyInFirst().forEach(each -> table.row(Tone.WARNING, one, name(each)));
    difference.onlyInSecond().forEach(each -> table.row(Tone.WARNING, other, name(each)));
    difference
        .unresolvedInFirst()
        .forEach(each -> table.row(Tone.WARNING, one, each + " (names none)"));
    difference
        .unresolvedInSecond()
        .forEach(each -> table.row(Tone.WARNING, other, each + " (names none)"));
    lines.addAll(table.lines(session().terminal().shape().columns()));
    return lines;
  }

  private static String name(String rotation) {
    return rotation.substring(rotation.indexOf('/') + 1);
  }
}
