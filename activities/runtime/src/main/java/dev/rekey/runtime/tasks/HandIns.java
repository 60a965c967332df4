// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.SaltedSecret;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in what people did by hand, signed by whoever did it: a new value goes straight into the
 * escrow, once. What comes late, twice, unsigned or for something else changes nothing and says so.
 */
public final class HandIns {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Tasks tasks;
  private final WaitingTask waiting;
  private final Escrow escrow;
  private final TaskSignatures signatures;

  public HandIns(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Tasks tasks,
      Board board,
      Ledger ledger,
      Escrow escrow,
      TaskSignatures signatures) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.tasks = tasks;
    this.waiting = new WaitingTask(tasks, board, ledger);
    this.escrow = escrow;
    this.signatures = signatures;
  }

  /**
   * Takes what was done on record, and seals the value that comes with it.
   *
   * @param value of a new credential, with what its digest was made with; stays the caller's; null
   *     where none is asked for
   * @throws TaskRefused if it changes nothing
   */
  public Task take(long id, SignedStatement signed, @Nullable SaltedSecret value) {
    return waiting.alarming(id, () -> taken(id, signed, value));
  }

  private Task taken(long id, SignedStatement signed, @Nullable SaltedSecret value) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          Task task = waiting.lock(id);
          PlannedRotation planned = waiting.planned(task);
          TaskStatement says = signatures.require(task, planned, signed, TaskAct.HAND_IN);
          requireFitting(task, says, value);
          if (value != null) {
            seal(planned, Objects.requireNonNull(says.credential(), "checked above"), value);
          }
          tasks.handIn(task, signed, says);
          return tasks.find(id).orElseThrow();
        }));
  }

  private static void requireFitting(Task task, TaskStatement says, @Nullable SaltedSecret value) {
    boolean takesValue = task.work() == Task.Work.ISSUE;
    if (takesValue != (value != null) || takesValue != (says.value() != null)) {
      throw new TaskRefused(
          "task %d is to %s (expected: %s)"
              .formatted(
                  task.id(),
                  task.work().text(),
                  takesValue ? "the new value" : "a statement, no value"));
    }
    if (value != null && !new Digest(value.digest()).equals(says.value())) {
      throw new TaskRefused(
          "the value is not the one that %s signed: nothing was changed".formatted(says.person()));
    }
  }

  private void seal(PlannedRotation planned, CredentialId credential, SaltedSecret value) {
    try (CredentialValue handed = CredentialValue.taking(Map.of("secret", value.value().copy()))) {
      requireNew(planned, credential, handed);
      escrow.seal(planned.id(), Role.NEW, credential, handed);
    }
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
