// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.text.DidYouMean;
import dev.rekey.worker.cli.api.RowView;
import dev.rekey.worker.cli.api.ScopeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** It never was a leaked credential. */
@Command(
    name = "rule-out",
    header = "Sign that rows of the scope never were leaked credentials.",
    footer = {
      "Example:",
      "  rekey rule-out okta-2026-11 leaked.csv:7 \\",
      "      --reason 'an example from the manual' --as alice@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    })
final class RuleOutCommand extends DecisionCommand {

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ROW",
      description = "The rows, as rekey scope shows them: list:line.")
  List<String> rows = new ArrayList<>();

  RuleOutCommand(Session session) {
    super(session, Verb.RULE_OUT, true);
  }

  @Override
  void check(Mistakes mistakes) {
    super.check(mistakes);
    if (printSigned) {
      mistakes.add(
          "--print-signed: rows are ruled out on the server, no workflow takes that (expected:"
              + " without it)");
    }
  }

  @Override
  ExitCode run() {
    List<RowView> scope = session().server().get(ScopeView.class, endpoint("scope")).rows();
    Mistakes mistakes = new Mistakes();
    List<RowView> meant =
        rows.stream().distinct().flatMap(row -> find(row, scope, mistakes).stream()).toList();
    mistakes.stopIfAny();
    List<String> shown = new ArrayList<>();
    shown.add("rule-out    %d of the rows of campaign %s".formatted(meant.size(), campaign));
    meant.forEach(row -> shown.add("            %s  %s".formatted(row.row(), row.shown())));
    shown.add("then        they count as no leaked credentials, and NOBODY LOOKS AT THEM AGAIN");
    ItemList list = ItemList.of(meant.stream().map(RowView::item).toList());
    SignedStatement signed = sign(list.subject(), shown);
    return send(signed, list);
  }

  private static Optional<RowView> find(String row, List<RowView> scope, Mistakes mistakes) {
    Optional<RowView> found = scope.stream().filter(each -> each.row().equals(row)).findFirst();
    if (found.isEmpty()) {
      mistakes.add(
          "'%s' is no row of the scope%s"
              .formatted(row, DidYouMean.hint(row, scope.stream().map(RowView::row).toList())));
    } else if (found.get().state().equals("ruled-out")) {
      mistakes.add("%s is ruled out already".formatted(row));
    }
    return found;
  }
}
