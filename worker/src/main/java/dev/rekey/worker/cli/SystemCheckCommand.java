// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.SystemName;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.SystemCheckView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Whether Rekey gets into a system, and may do there what it must. */
@Command(
    name = "check",
    header = "Ask a system who Rekey is there, and whether any right is missing.",
    footer = {"Example:", "  rekey system check aws-prod"})
@Prints(SystemCheckView.class)
final class SystemCheckCommand extends RekeyCommand {

  @Parameters(paramLabel = "NAME", description = "The system.")
  SystemName name;

  SystemCheckCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    SystemCheckView check =
        session()
            .server()
            .post(SystemCheckView.class, Endpoint.of("systems", name.value(), "check"), Map.of());
    session().print(check, () -> text(check));
    if (!check.ok()) {
      session().next("correct that, then: rekey system check " + name);
    }
    return check.ok() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static List<Line> text(SystemCheckView check) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            check.ok() ? Tone.GOOD : Tone.BAD,
            "%s: %s%s"
                .formatted(
                    check.system(),
                    check.ok() ? "OK" : "NOT OK",
                    check.message().isEmpty() ? "" : ", " + check.message())));
    if (check.identity() != null && !check.identity().isEmpty()) {
      lines.add(Line.of("Rekey is " + check.identity() + " there"));
    }
    check.missing().forEach(right -> lines.add(new Line(Tone.BAD, "missing right: " + right)));
    return lines;
  }
}
