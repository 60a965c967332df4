// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.Ledger;
import java.util.function.Supplier;

/** Finds a task that is open and waited for; of any other it says what became of it. */
final class WaitingTask {

  private final Tasks tasks;
  private final Board board;
  private final Ledger ledger;

  WaitingTask(Tasks tasks, Board board, Ledger ledger) {
    this.tasks = tasks;
    this.board = board;
    this.ledger = ledger;
  }

  /** The task, which nobody else changes until the transaction ends. */
  Task lock(long id) {
    return tasks
        .lock(id)
        .orElseThrow(() ->
            new TaskRefused(
                "task %d: there is none (expected: one of rekey task list)".formatted(id)));
  }

  /**
   * What the task is about, if its rotation still waits for exactly this.
   *
   * @throws TaskRefused if it does not
   */
  PlannedRotation planned(Task task) {
    if (task.state() == Task.State.DROPPED) {
      throw new TaskRefused(
          "task %d is to be done no more: nothing was changed".formatted(task.id()));
    }
    if (task.state() != Task.State.OPEN) {
      throw new TaskRefused(
          "task %d was handed in at %s: a second one changes nothing"
              .formatted(task.id(), task.handedAt()));
    }
    Standing standing = standing(task);
    if (standing.reason() != HeldReason.BY_HAND || !task.work().isFor(standing.step())) {
      throw new TaskRefused(
          "task %d is not waited for: its rotation is %s at %s; nothing was changed"
              .formatted(task.id(), standing.state(), standing.step().text()));
    }
    requireAsAsked(task);
    return standing.planned();
  }

  private void requireAsAsked(Task task) {
    Entry intent =
        ledger.read(task.rotation()).stream()
            .filter(entry -> entry.type().equals("intent"))
            .filter(entry -> Past.text(entry, "operation").equals(task.operation()))
            .findFirst()
            .orElseThrow(() -> new TaskAltered(task.id(), "no intent asks for it"));
    Asked.objection(task, intent)
        .ifPresent(what -> {
          throw new TaskAltered(task.id(), what);
        });
  }

  /** What does this raises an alarm where it finds an altered task, and changes nothing. */
  <T> T alarming(long id, Supplier<T> work) {
    try {
      return work.get();
    } catch (TaskAltered altered) {
      tasks
          .find(id)
          .ifPresent(task ->
              board.alarmOnce(
                  task.campaign(), task.rotation(), String.valueOf(altered.getMessage())));
      throw altered;
    }
  }

  private Standing standing(Task task) {
    return board.standings(task.campaign()).stream()
        .filter(one -> one.planned().id().toString().equals(task.rotation()))
        .findFirst()
        .orElseThrow(() ->
            new TaskRefused("task %d: its rotation is in no plan any more".formatted(task.id())));
  }
}
