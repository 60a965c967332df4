// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what people did by hand: a new value goes straight into the escrow, once. What comes
 * late, twice or for something else changes nothing and says so.
 */
public final class HandIns {

  private static final int LONGEST_STATEMENT = 2000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Tasks tasks;
  private final Board board;
  private final Escrow escrow;

  public HandIns(
      JdbcClient jdbc, TransactionTemplate transactions, Tasks tasks, Board board, Escrow escrow) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.tasks = tasks;
    this.board = board;
    this.escrow = escrow;
  }

  /**
   * Seals the value of a new credential.
   *
   * @param credential its public id in its system, or any name that tells it from others
   * @param value stays the caller's
   * @throws TaskRefused if it changes nothing
   */
  public Task value(long id, CredentialId credential, CredentialValue value) {
    return handIn(
        id,
        Task.Work.ISSUE,
        (task, planned) -> {
          requireNew(planned, credential, value);
          escrow.seal(planned.id(), Role.NEW, credential, value);
          tasks.handIn(task, credential, null);
        });
  }

  /**
   * Records what was done.
   *
   * @throws TaskRefused if it changes nothing
   */
  public Task statement(long id, String statement) {
    if (statement.isBlank() || statement.length() > LONGEST_STATEMENT) {
      throw new TaskRefused(
          "statement: %d characters (expected: what was done, in 1 to %d)"
              .formatted(statement.strip().length(), LONGEST_STATEMENT));
    }
    return handIn(id, Task.Work.REVOKE, (task, _) -> tasks.handIn(task, null, statement.strip()));
  }

  private interface Taking {
    void take(Task task, PlannedRotation planned);
  }

  private Task handIn(long id, Task.Work work, Taking taking) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          Task task =
              tasks
                  .lock(id)
                  .orElseThrow(() ->
                      new TaskRefused(
                          "task %d: there is none (expected: one of rekey task list)"
                              .formatted(id)));
          taking.take(task, waiting(task, work));
          return tasks.find(id).orElseThrow();
        }));
  }

  /** What the task is about, if its rotation still waits for exactly this. */
  private PlannedRotation waiting(Task task, Task.Work work) {
    if (task.work() != work) {
      throw new TaskRefused(
          "task %d is to %s (expected: %s)"
              .formatted(
                  task.id(),
                  task.work().text(),
                  task.work() == Task.Work.ISSUE ? "the new value" : "a statement, no value"));
    }
    if (task.state() != Task.State.OPEN) {
      throw new TaskRefused(
          "task %d was handed in at %s: a second one changes nothing"
              .formatted(task.id(), task.handedAt()));
    }
    Standing standing = standing(task);
    if (standing.reason() != HeldReason.BY_HAND || standing.step() != work.step()) {
      throw new TaskRefused(
          "task %d is not waited for: its rotation is %s at %s; nothing was changed"
              .formatted(task.id(), standing.state(), standing.step().text()));
    }
    return standing.planned();
  }

  private Standing standing(Task task) {
    return board.standings(task.campaign()).stream()
        .filter(one -> one.planned().id().toString().equals(task.rotation()))
        .findFirst()
        .orElseThrow(() ->
            new TaskRefused("task %d: its rotation is in no plan any more".formatted(task.id())));
  }

  private void requireNew(PlannedRotation planned, CredentialId credential, CredentialValue value) {
    if (credential.equals(planned.id().credential())) {
      throw new TaskRefused(
          "%s is the leaked one (expected: the id of the new credential)".formatted(credential));
    }
    boolean sealed =
        jdbc.sql(
                "select exists (select 1 from escrow where rotation = :rotation"
                    + " and role = 'NEW' and credential = :credential)")
            .param("rotation", planned.id().toString())
            .param("credential", credential.value())
            .query(Boolean.class)
            .single();
    if (sealed) {
      throw new TaskRefused(
          "%s was handed in before (expected: the id of a new credential)".formatted(credential));
    }
    try (CredentialValue old =
        escrow.open(planned.id(), Role.OLD, planned.id().credential()).orElse(null)) {
      if (old != null && old.matches(value)) {
        throw new TaskRefused(
            "the value is the leaked one of %s (expected: that of a new credential)"
                .formatted(planned.id().credential()));
      }
    }
  }
}
