// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskChecked;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.runtime.tasks.TaskSignatures;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Takes over into the ledger what was handed in. A row of a table is nobody's word: the signature
 * is looked at again, and goes into the outcome of the intent that it is about.
 */
final class HandedIn {

  /** Under this name an outcome holds the statement and its signature. */
  private static final String SIGNED = "signed";

  private HandedIn() {}

  /**
   * Settles the intent with what was signed.
   *
   * @param found what else is known of it
   */
  static void settle(Attempt attempt, Entry intent, Task task, Map<String, ?> found) {
    TaskStatement says = signed(attempt, task);
    if (!task.hands().equals(Past.text(intent, "hands"))) {
      throw new Refusal(
          HeldReason.TAMPERED,
          "task %d was altered: it is for %s (expected: %s)"
              .formatted(task.id(), task.hands(), Past.text(intent, "hands")));
    }
    Map<String, Object> body = new LinkedHashMap<>(found);
    body.put("task", task.id());
    body.put("person", says.person().value());
    body.put(SIGNED, statement(task).toJson());
    attempt.settle(intent, true, body);
  }

  static TaskStatement signed(Attempt attempt, Task task) {
    Rosters rosters =
        new Rosters(attempt.tools().jdbc(), attempt.tools().ledger(), attempt.tools().clock());
    SignedStatement signed = statement(task);
    return switch (new TaskSignatures(rosters, attempt.tools().clock())
        .check(task, attempt.planned(), signed, TaskAct.HAND_IN, handedAt(task))) {
      case TaskChecked.Valid(TaskStatement says) -> says;
      case TaskChecked.Invalid(String why) ->
          throw new Refusal(
              HeldReason.TAMPERED,
              "task %d was altered after it was handed in: %s".formatted(task.id(), why));
    };
  }

  private static Instant handedAt(Task task) {
    return Objects.requireNonNull(task.handedAt(), "what was handed in has a time");
  }

  private static SignedStatement statement(Task task) {
    SignedStatement signed = task.signed();
    if (signed == null) {
      throw new Refusal(
          HeldReason.TAMPERED, "task %d was handed in by nobody who signed".formatted(task.id()));
    }
    return signed;
  }
}
