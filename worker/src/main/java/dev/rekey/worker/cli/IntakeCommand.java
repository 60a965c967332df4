// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.planning.scope.Intake;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.IntakeView;
import dev.rekey.worker.cli.api.UnresolvedView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.cli.terminal.Tone;
import dev.rekey.worker.files.Limit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a list of leaked credentials in. */
@Command(
    name = "intake",
    header = "Take in a list of what may have leaked.",
    footer = {
      "Examples:",
      "  rekey intake okta-2026-11 leaked.csv",
      "  trufflehog git … --json | rekey intake okta-2026-11 - --name scan.json",
      "  rekey intake okta-2026-11 keys.csv --column identity=Login --always owner=payments",
      "  rekey intake okta-2026-11 keys.json --map keys.map",
      "  rekey intake okta-2026-11 cmdb.csv --inventory"
    },
    description = {
      "CSV or JSON with the columns system, identity, kind, credential_id, owner and places;"
          + " privilege, exposure and disposition if known. Every row is kept: one that cannot be"
          + " understood stays in the scope as unresolved, and is looked at again when a later list, a"
          + " system or a rule for owners tells more. No secrets: ids are enough. A list whose"
          + " columns are called otherwise is answered with flags that fit it, to be edited and"
          + " run. TruffleHog's JSON is known as it is: the values in it are sealed in the escrow,"
          + " to try at the end whether they are dead, and are kept nowhere else."
    })
@Prints(IntakeView.class)
final class IntakeCommand extends CampaignCommand {

  @Parameters(index = "1", paramLabel = "FILE", description = "The list; - for standard input.")
  String file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the list is called from now on; else the file's name.")
  @Nullable String name;

  @Option(
      names = "--column",
      paramLabel = "COLUMN=NAME",
      description = "Which column of the list is which of ours; may be repeated.")
  List<String> columns = List.of();

  @Option(
      names = "--always",
      paramLabel = "COLUMN=TEXT",
      description = "What a column is where a row leaves it empty; may be repeated.")
  List<String> always = List.of();

  @Option(
      names = "--ignore-others",
      description = "Leave out columns of the list that are none of ours.")
  boolean ignoreOthers;

  @Option(
      names = "--inventory",
      description =
          "The list says what exists, not that it leaked: its rows come into scope where another"
              + " list names them, or where what leaked opens them.")
  boolean inventory;

  @Option(
      names = "--map",
      paramLabel = "FILE",
      description =
          "The same from a file, one a line: column identity=Login, always owner=payments,"
              + " ignore-others.")
  @Nullable Path map;

  private ColumnFlags flags = new ColumnFlags(List.of(), List.of(), false);
  private byte[] content = {};

  /** The server takes no more either. */
  private static final Limit LIST = new Limit(Intake.LARGEST_FILE);

  IntakeCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    flags = new ColumnFlags(columns, always, ignoreOthers);
    if (map != null) {
      flags = flags.and(map, mistakes);
    }
    if (file.equals("-")) {
      if (session().terminal().shape().asks()) {
        mistakes.add("-: standard input is a terminal (expected: a file piped in)");
      }
    } else {
      content = InputFile.read("FILE", Path.of(file), LIST, mistakes);
    }
  }

  @Override
  ExitCode run() {
    byte[] list = file.equals("-") ? session().terminal().input(LIST) : content;
    IntakeView intake =
        session().server().post(IntakeView.class, endpoint(), "application/octet-stream", list);
    session().print(intake, () -> text(intake));
    session().next(intake.next());
    return intake.unresolved().isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL;
  }

  private Endpoint endpoint() {
    Endpoint endpoint = endpoint("sources", source());
    for (String column : flags.columns()) {
      endpoint = endpoint.with("column", column);
    }
    for (String constant : flags.always()) {
      endpoint = endpoint.with("always", constant);
    }
    if (inventory) {
      endpoint = endpoint.with("inventory", "true");
    }
    return flags.ignoreOthers() ? endpoint.with("ignore-others", "true") : endpoint;
  }

  private String source() {
    if (name != null) {
      return name;
    }
    return file.equals("-") ? "stdin" : String.valueOf(Path.of(file).getFileName());
  }

  private List<Line> text(IntakeView intake) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            "%s: %d rows, %d resolved, %d unresolved"
                .formatted(
                    intake.source(),
                    intake.rows(),
                    intake.resolved(),
                    intake.unresolved().size())));
    if (intake.resolvedEarlier() > 0) {
      lines.add(
          Line.of(
              "%d rows of earlier lists are resolved by it".formatted(intake.resolvedEarlier())));
    }
    intake.notes().forEach(note -> lines.add(Line.of("note: " + note)));
    if (!intake.unresolved().isEmpty()) {
      lines.add(
          new Line(
              Tone.WARNING,
              "Unresolved rows stay in the scope until somebody resolves" + " or rules them out:"));
      Table table = new Table("LINE", "REASON", "ROW");
      for (UnresolvedView row : intake.unresolved()) {
        table.row(String.valueOf(row.line()), row.reason(), row.shown());
      }
      lines.addAll(table.lines(session().terminal().shape().columns()));
    }
    return lines;
  }
}
