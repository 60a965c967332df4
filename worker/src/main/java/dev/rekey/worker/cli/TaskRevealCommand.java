// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.RevealedView;
import dev.rekey.worker.cli.api.TaskView;
import dev.rekey.worker.cli.terminal.Terminal;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the value that a person has to write somewhere. */
@Command(
    name = "reveal",
    header = "See the value that you have to write where no call does it.",
    footer = {"Example:", "  rekey task reveal 9 --as hugo@example.com --key ~/.ssh/rekey_ed25519"},
    description = {
      "On a terminal only, on a screen that goes away when you press Enter. You sign that you are"
          + " shown it: who saw it and when stands in the ledger and in the certificate. A second"
          + " time takes a reason."
    })
final class TaskRevealCommand extends RekeyCommand {

  @Parameters(paramLabel = "TASK", description = "Its number.")
  long task;

  @Option(
      names = "--again",
      paramLabel = "REASON",
      description = "Why it has to be shown another time; signed with it.")
  String again = "";

  @Mixin final SigningOptions signing = new SigningOptions();

  TaskRevealCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    signing.check(mistakes, session());
    if (session().forPrograms() || !session().terminal().shows()) {
      mistakes.add("a value is shown on a terminal only (expected: no pipe, no file, no -o json)");
    }
    if (again.length() > TaskStatement.LONGEST) {
      mistakes.add(
          "--again: %d characters (expected: at most %d)"
              .formatted(again.length(), TaskStatement.LONGEST));
    }
  }

  @Override
  ExitCode run() {
    TaskView open =
        session().server().get(TaskView.class, Endpoint.of("tasks", String.valueOf(task)));
    requireFitting(open);
    SignedStatement signed =
        new TaskDesk(session(), signing)
            .sign(
                open,
                TaskAct.REVEAL,
                again,
                List.of("reveal      the value that is to be written to " + open.place()));
    RevealedView value =
        session()
            .server()
            .post(RevealedView.class, Endpoint.of("tasks", String.valueOf(task), "reveal"), signed);
    Terminal terminal = session().terminal();
    try {
      terminal.showOnce("task %d: write this to %s".formatted(task, open.place()), value.parts());
    } finally {
      value.parts().values().forEach(bytes -> Arrays.fill(bytes, (byte) 0));
    }
    session().next("rekey task hand-in %d --statement TEXT".formatted(task));
    return ExitCode.DONE;
  }

  private void requireFitting(TaskView open) {
    if (!open.showsValue()) {
      throw new Failure(
          ExitCode.BAD_INPUT,
          "task %d is to %s: nothing is shown for that".formatted(task, open.work()),
          "rekey task show " + task);
    }
    if (!open.isOpen()) {
      throw new Failure(
          ExitCode.REFUSED,
          "task %d is %s: its value is shown no more".formatted(task, open.state()),
          "rekey task show " + task);
    }
    if (open.reveals() > 0 && again.isBlank()) {
      throw new Failure(
          ExitCode.REFUSED,
          "the value was shown %d times already".formatted(open.reveals()),
          "rekey task reveal %d --again REASON".formatted(task));
    }
  }
}
