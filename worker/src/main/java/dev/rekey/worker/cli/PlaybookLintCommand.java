// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.OwnPlaybooks;
import dev.rekey.playbooks.WrittenPlaybook;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.systems.Connectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What is wrong with playbooks. */
@Command(
    name = "lint",
    header = "Tell everything that is wrong with playbooks, without a server.",
    footer = {
      "Examples:",
      "  rekey playbook lint playbooks/",
      "  rekey playbook lint mine.yaml theirs.yaml -o json"
    },
    description = {
      "One line for each mistake, in the form that editors jump to: file:line:column, what is"
          + " there, what was expected, and the name of the rule. Exit code 2 if there is one."
    })
@Prints(PlaybookLintCommand.LintView.class)
final class PlaybookLintCommand extends RekeyCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Playbooks, and folders with playbooks (*.yaml, *.yml).")
  List<Path> files = new ArrayList<>();

  PlaybookLintCommand(Session session) {
    super(session);
  }

  /** A mistake for programs. */
  record MistakeView(String file, int line, int column, String rule, String message) {}

  /** The result for programs. */
  record LintView(int playbooks, List<MistakeView> mistakes) {}

  @Override
  ExitCode run() {
    return switch (OwnPlaybooks.read(files, Connectors.found().targets())) {
      case Reading.Read<List<WrittenPlaybook>>(List<WrittenPlaybook> sound) -> {
        session()
            .print(
                new LintView(sound.size(), List.of()),
                () -> List.of(Line.of("%d sound".formatted(sound.size()))));
        yield ExitCode.DONE;
      }
      case Reading.Wrong<List<WrittenPlaybook>>(List<Mistake> mistakes) -> {
        session()
            .print(
                new LintView(0, mistakes.stream().map(PlaybookLintCommand::view).toList()),
                () ->
                    mistakes.stream()
                        .map(mistake -> Line.of("%s [%s]".formatted(mistake, mistake.rule())))
                        .toList());
        yield ExitCode.BAD_INPUT;
      }
    };
  }

  private static MistakeView view(Mistake mistake) {
    return new MistakeView(
        mistake.file(), mistake.line(), mistake.column(), mistake.rule(), mistake.message());
  }
}
