// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.RotationWorkflow;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.words.Lane;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;

/** Tells rotations that what they wait for was handed in, until they have heard it. */
public final class TaskCourier {

  private final Tasks tasks;
  private final Board board;
  private final WorkflowClient temporal;

  public TaskCourier(Tasks tasks, Board board, WorkflowClient temporal) {
    this.tasks = tasks;
    this.board = board;
    this.temporal = temporal;
  }

  /** Tells all that have not gone on; a word too many is harmless. */
  public void deliver() {
    tasks.handedIn().forEach(this::deliver);
  }

  private void deliver(Task task) {
    board.standings(task.campaign()).stream()
        .filter(one -> one.planned().id().toString().equals(task.rotation()))
        .filter(one -> waitsFor(one, task))
        .map(one -> one.planned().id().lane())
        .forEach(this::nudge);
  }

  private static boolean waitsFor(Standing one, Task task) {
    return one.reason() == HeldReason.BY_HAND && task.work().isFor(one.step());
  }

  private void nudge(Lane lane) {
    try {
      temporal.newWorkflowStub(RotationWorkflow.class, WorkflowIds.rotation(lane)).nudge();
    } catch (WorkflowNotFoundException gone) {
      // It is not running now; the reconciler starts it anew, and the next round tells it.
      return;
    }
  }
}
