// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.PersonName;
import dev.rekey.worker.cli.api.OwnerRulesView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.files.Limit;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says who owns what. */
@Command(
    name = "owners",
    header = "Say by rules who owns what, for lists that do not say it; or show the rules.",
    footer = {
      "Examples:",
      "  rekey scope owners okta-2026-11 owners.yaml --as alice@example.com",
      "  rekey scope owners okta-2026-11"
    },
    description = {
      "rules: [{identity: 'svc-pay-*', owner: payments, because: their accounts are called so}, …];"
          + " by system, identity, kind and place. The first that matches counts for the lists that"
          + " are taken in from then on, and rekey scope shows which did."
    })
@Prints(OwnerRulesView.class)
final class ScopeOwnersCommand extends CampaignCommand {

  @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The rules, YAML.")
  @Nullable Path file;

  @Option(names = "--as", paramLabel = "PERSON", description = "Who says so.")
  @Nullable PersonName by;

  private byte[] content = {};

  ScopeOwnersCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (file != null) {
      content = InputFile.read("FILE", file, Limit.TEXT, mistakes);
      if (by == null) {
        mistakes.add("--as PERSON is missing: Who says so.");
      }
    }
  }

  @Override
  ExitCode run() {
    OwnerRulesView view =
        file == null
            ? session().server().get(OwnerRulesView.class, endpoint("owner-rules"))
            : session()
                .server()
                .post(
                    OwnerRulesView.class,
                    endpoint("owner-rules")
                        .with("file", String.valueOf(file.getFileName()))
                        .with("by", String.valueOf(by)),
                    "application/octet-stream",
                    content);
    session().print(view, () -> text(view));
    if (file != null) {
      session().next("rekey intake %s FILE".formatted(campaign));
    }
    return ExitCode.DONE;
  }

  private List<Line> text(OwnerRulesView view) {
    if (view.rules().isEmpty()) {
      return List.of(Line.of("no rules: every row has to say who owns it"));
    }
    Table table = new Table("RULE", "SYSTEM", "IDENTITY", "KIND", "PLACE", "OWNER", "BECAUSE");
    for (OwnerRulesView.Rule rule : view.rules()) {
      table.row(
          String.valueOf(rule.rule()),
          rule.system(),
          rule.identity(),
          rule.kind(),
          rule.place(),
          rule.owner(),
          rule.because());
    }
    return table.lines(session().terminal().shape().columns());
  }
}
