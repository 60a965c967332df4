// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.CredentialId;
import dev.rekey.words.Secret;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.TaskView;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands in what was done: a new value, or what one says of the rest. */
@Command(
    name = "hand-in",
    header = "Hand in what was done by hand: a new credential's value, or a statement.",
    footer = {
      "Examples:",
      "  rekey task hand-in 7 --credential tok-2",
      "  pass show smartsheet/new | rekey task hand-in 7 --credential tok-2",
      "  rekey task hand-in 8 --statement 'revoked tok-1 in Account > API tokens; 401 since'"
    },
    description = {
      "A value comes from standard input, or from the keyboard without echo; it goes straight into"
          + " the escrow and can be shown by nobody. There is no option for it: command lines are"
          + " read by others, and kept."
    })
@Prints(TaskView.class)
final class TaskHandInCommand extends RekeyCommand {

  @Parameters(paramLabel = "TASK", description = "Its number.")
  long task;

  @Option(
      names = "--credential",
      paramLabel = "ID",
      description = "The new credential's public id, if it has one. Never its value.")
  @Nullable CredentialId credential;

  @Option(
      names = "--statement",
      paramLabel = "TEXT",
      description = "What was done and seen, where no value is handed in.")
  @Nullable String statement;

  TaskHandInCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (statement != null && credential != null) {
      mistakes.add("--statement and --credential (expected: one of them, as the task says)");
    }
  }

  @Override
  ExitCode run() {
    TaskView open =
        session().server().get(TaskView.class, Endpoint.of("tasks", String.valueOf(task)));
    requireFitting(open);
    TaskView view = statement == null ? value(open) : said(statement);
    session().print(view, () -> TaskShowCommand.lines(view));
    session().next("rekey held " + view.campaign());
    return ExitCode.DONE;
  }

  /** Before anybody is asked for a value: what is late, or needs none, is told without one. */
  private void requireFitting(TaskView open) {
    if (open.takesValue() == (statement != null)) {
      throw new Failure(
          ExitCode.BAD_INPUT,
          open.takesValue()
              ? "task %d takes the new value, no statement".formatted(task)
              : "task %d takes a statement, no value".formatted(task),
          open.takesValue()
              ? "rekey task hand-in " + task
              : "rekey task hand-in %d --statement TEXT".formatted(task));
    }
    if (!open.isOpen()) {
      throw new Failure(
          ExitCode.REFUSED,
          "task %d was handed in at %s: a second one changes nothing"
              .formatted(task, open.handedIn()),
          "rekey task show " + task);
    }
  }

  private TaskView said(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return session().server().post(TaskView.class, endpoint("statement"), "text/plain", body);
  }

  private TaskView value(TaskView open) {
    Endpoint endpoint =
        credential == null
            ? endpoint("value")
            : endpoint("value").with("credential", credential.value());
    try (Secret value =
        session().terminal().secret("New value for task %d: ".formatted(open.task()))) {
      return session().server().post(TaskView.class, endpoint, value);
    }
  }

  private Endpoint endpoint(String what) {
    return Endpoint.of("tasks", String.valueOf(task), what);
  }
}
