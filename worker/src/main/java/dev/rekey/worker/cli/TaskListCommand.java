// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.TaskView;
import dev.rekey.worker.cli.terminal.Ages;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.List;
import picocli.CommandLine.Command;

/** What people have to do by hand. */
@Command(
    name = "list",
    header = "Show what people have to do by hand, who has the hands, and until when.",
    footer = {
      "Examples:",
      "  rekey task list okta-2026-11",
      "  rekey task list okta-2026-11 -o json"
    })
@Prints(value = TaskView.class, many = true)
final class TaskListCommand extends CampaignCommand {

  TaskListCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    List<TaskView> tasks = session().server().list(TaskView.class, endpoint("tasks"));
    session()
        .print(
            tasks,
            () ->
                tasks.isEmpty() ? List.of(Line.of("nothing is to be done by hand")) : table(tasks));
    tasks.stream()
        .filter(TaskView::isOpen)
        .findFirst()
        .ifPresent(task -> session().next("rekey task show " + task.task()));
    return tasks.stream().anyMatch(TaskView::isOpen) ? ExitCode.WAITS : ExitCode.DONE;
  }

  private List<Line> table(List<TaskView> tasks) {
    Table table = new Table("TASK", "STATE", "WORK", "HANDS", "DUE", "ROTATION");
    for (TaskView task : tasks) {
      boolean late = task.isOpen() && task.due().isBefore(session().now());
      table.row(
          late ? Tone.WARNING : Tone.PLAIN,
          String.valueOf(task.task()),
          task.state(),
          task.work(),
          task.hands(),
          due(task, late),
          task.rotation().substring(task.rotation().indexOf('/') + 1));
    }
    return table.lines(session().terminal().shape().columns());
  }

  private String due(TaskView task, boolean late) {
    if (!task.isOpen()) {
      return "-";
    }
    return late
        ? Ages.since(task.due(), session().now()) + " ago"
        : "in " + Ages.since(session().now(), task.due());
  }
}
