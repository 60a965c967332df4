// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.PersonName;
import dev.rekey.worker.cli.api.Resolution;
import dev.rekey.worker.cli.api.ResolvedView;
import dev.rekey.worker.cli.terminal.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which credential a row names. */
@Command(
    name = "resolve",
    header = "Say which credential an unresolved row names.",
    footer = {
      "Examples:",
      "  rekey scope resolve okta-2026-11 leaked.csv:7 --set system=aws-prod \\",
      "      --set identity=svc-pay --set kind=iam-access-key --set credential_id=AKIA… \\",
      "      --set owner=payments --set places=bao-prod:secret/apps/pay --as alice@example.com",
      "  rekey scope resolve okta-2026-11 'found by rekey:1' --set owner=payments \\",
      "      --set disposition=revoke-now --as alice@example.com"
    },
    description = {
      "Columns are those of a list. Of what Rekey found itself, system, identity, kind and"
          + " credential_id are known. It counts once a plan that has it is approved."
    })
@Prints(ResolvedView.class)
final class ScopeResolveCommand extends CampaignCommand {

  @Parameters(
      index = "1",
      paramLabel = "ROW",
      description = "The row, as rekey scope shows it: list:line.")
  String row;

  @Option(
      names = "--set",
      paramLabel = "COLUMN=TEXT",
      required = true,
      description = "What a column of this row is; may be repeated.")
  List<String> cells = List.of();

  @Option(names = "--as", paramLabel = "PERSON", required = true, description = "Who says so.")
  PersonName by;

  ScopeResolveCommand(Session session) {
    super(session);
  }

  private Map<String, String> said() {
    Map<String, String> said = new LinkedHashMap<>();
    for (String cell : cells) {
      int at = cell.indexOf('=');
      said.put(at < 0 ? cell : cell.substring(0, at), at < 0 ? "" : cell.substring(at + 1));
    }
    return said;
  }

  @Override
  void check(Mistakes mistakes) {
    for (String cell : cells) {
      if (cell.indexOf('=') < 1) {
        mistakes.add("--set: '%s' (expected: COLUMN=TEXT)".formatted(cell));
      }
    }
    if (said().size() < cells.size()) {
      mistakes.add("--set: one column twice (expected: each once)");
    }
  }

  @Override
  ExitCode run() {
    ResolvedView resolved =
        session()
            .server()
            .post(
                ResolvedView.class,
                endpoint("scope", "resolve"),
                new Resolution(row, by.value(), said()));
    session()
        .print(
            resolved,
            () -> List.of(Line.of("%s is %s".formatted(resolved.row(), resolved.rotation()))));
    session()
        .next(
            "rekey campaign amend %s --as PERSON, or rekey plan if it does not run yet"
                .formatted(campaign));
    return ExitCode.DONE;
  }
}
