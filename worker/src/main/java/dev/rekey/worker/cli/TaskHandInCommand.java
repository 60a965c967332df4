// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.words.CredentialId;
import dev.rekey.words.SaltedSecret;
import dev.rekey.words.Secret;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.TaskView;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands in what was done: a new value, or what one says of the rest. */
@Command(
    name = "hand-in",
    header = "Hand in what was done by hand: a new credential's value, or a statement.",
    footer = {
      "Examples:",
      "  rekey task hand-in 7 --credential tok-2 --as hugo@example.com --agent",
      "  pass show smartsheet/new | rekey task hand-in 7 --credential tok-2 --yes \\",
      "      --as hugo@example.com --key ~/.ssh/rekey_ed25519",
      "  rekey task hand-in 8 --statement 'revoked tok-1 in Account > API tokens; 401 since' \\",
      "      --as hugo@example.com --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "A value comes from standard input, or from the keyboard without echo; it goes straight into"
          + " the escrow and can be shown by nobody. There is no option for it: command lines are"
          + " read by others, and kept. Whoever did it signs that they did."
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

  @Mixin final SigningOptions signing = new SigningOptions();

  TaskHandInCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    signing.check(mistakes, session());
    if (statement != null && credential != null) {
      mistakes.add("--statement and --credential (expected: one of them, as the task says)");
    }
  }

  @Override
  ExitCode run() {
    TaskView open =
        session().server().get(TaskView.class, Endpoint.of("tasks", String.valueOf(task)));
    requireFitting(open);
    TaskView view = statement == null ? value(open) : said(open, statement);
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

  private TaskView said(TaskView open, String text) {
    SignedStatement signed =
        new TaskDesk(session(), signing)
            .sign(open, TaskAct.HAND_IN, text, List.of("statement   " + text));
    return session().server().post(TaskView.class, endpoint(), signed);
  }

  private TaskView value(TaskView open) {
    CredentialId named =
        credential == null ? new CredentialId("by-hand-" + open.task()) : credential;
    byte[] salt = new byte[SaltedSecret.SALT];
    new SecureRandom().nextBytes(salt);
    Secret typed = session().terminal().secret("New value for task %d: ".formatted(open.task()));
    try (SaltedSecret value = new SaltedSecret(Secret.taking(salt), typed)) {
      SignedStatement signed = new TaskDesk(session(), signing).sign(open, named, value);
      return session().server().post(TaskView.class, endpoint(), signed, value);
    }
  }

  private Endpoint endpoint() {
    return Endpoint.of("tasks", String.valueOf(task), "hand-in");
  }
}
