// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.SystemName;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at every part that Rekey needs. */
@Command(
    name = "doctor",
    header = "Look at every part: OK, or why not and what to do. Changes nothing.",
    footer = {
      "Examples:",
      "  rekey doctor",
      "  rekey doctor --config /etc/rekey/rekey.yaml -o json",
      "  rekey doctor --serves bitbucket-prod"
    },
    description = {
      "Works whether anything runs or not. Systems are asked from this machine: run it where their"
          + " worker runs, with the same --serves. Exit code 1 if anything is wrong."
    })
@Prints(DoctorCommand.Report.class)
final class DoctorCommand extends ServersCommand {

  @Option(
      names = "--serves",
      paramLabel = "SYSTEM",
      split = ",",
      arity = "1..*",
      order = 0,
      description = "Ask these systems only; else all that are known.")
  List<SystemName> serves = new ArrayList<>();

  DoctorCommand(Session session) {
    super(session);
  }

  /** What programs read. */
  record Report(boolean ok, List<Finding> findings) {}

  @Override
  ExitCode run() {
    List<Finding> findings = Servers.found().examine(options(), serves);
    boolean ok = findings.stream().allMatch(Finding::ok);
    session().print(new Report(ok, findings), () -> text(findings));
    return ok ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static List<Line> text(List<Finding> findings) {
    List<Line> lines = new ArrayList<>();
    for (Finding one : findings) {
      lines.add(
          new Line(
              one.ok() ? Tone.GOOD : Tone.BAD,
              "%-6s %s: %s".formatted(one.ok() ? "OK" : "WRONG", one.part(), one.what())));
      if (one.next() != null) {
        lines.add(Line.of("       next: " + one.next()));
      }
    }
    return lines;
  }
}
