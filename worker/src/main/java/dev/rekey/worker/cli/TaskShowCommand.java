// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.TaskView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One task, with its instructions. */
@Command(
    name = "show",
    header = "Show one task: what is to be done, and how.",
    footer = {"Example:", "  rekey task show 7"})
@Prints(TaskView.class)
final class TaskShowCommand extends RekeyCommand {

  @Parameters(paramLabel = "TASK", description = "Its number.")
  long task;

  TaskShowCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    TaskView view =
        session().server().get(TaskView.class, Endpoint.of("tasks", String.valueOf(task)));
    session().print(view, () -> lines(view));
    if (view.isOpen() && view.showsValue()) {
      session().next("rekey task reveal " + task);
    } else if (view.isOpen()) {
      session().next(view.takesValue() ? "rekey task hand-in " + task : statement());
    } else if (view.state().equals("handed-in")) {
      session().next("rekey held " + view.campaign());
    }
    return ExitCode.DONE;
  }

  private String statement() {
    return "rekey task hand-in %d --statement TEXT".formatted(task);
  }

  static List<Line> lines(TaskView view) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(Tone.STRONG, "task %d  %s, %s".formatted(view.task(), view.work(), view.state())));
    lines.add(Line.of("rotation    " + view.rotation()));
    lines.add(Line.of("hands       team %s, due %s".formatted(view.hands(), view.due())));
    if (view.place() != null) {
      lines.add(Line.of("place       " + view.place()));
    }
    if (view.reveals() > 0) {
      lines.add(Line.of("shown       %d times".formatted(view.reveals())));
    }
    if (view.handedIn() != null) {
      lines.add(Line.of("handed in   %s, signed by %s".formatted(view.handedIn(), view.person())));
    }
    if (view.credential() != null) {
      lines.add(Line.of("new one     %s, its value is sealed".formatted(view.credential())));
    }
    if (view.statement() != null) {
      lines.add(Line.of("statement   " + view.statement()));
    }
    lines.add(Line.of(""));
    view.instructions().lines().map(Line::of).forEach(lines::add);
    return lines;
  }
}
