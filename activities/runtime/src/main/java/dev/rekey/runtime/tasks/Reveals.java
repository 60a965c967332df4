// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.engine.life.Step;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskReveal;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import java.util.Optional;

/**
 * Shows the value that a person has to write where no call does it. Who it is shown to, and when,
 * is on record with their signature before it is opened; a second time takes a reason.
 */
public final class Reveals {

  private final Ledger ledger;
  private final Tasks tasks;
  private final WaitingTask waiting;
  private final Escrow escrow;
  private final TaskSignatures signatures;

  public Reveals(
      Ledger ledger, Tasks tasks, Board board, Escrow escrow, TaskSignatures signatures) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.waiting = new WaitingTask(tasks, board, ledger);
    this.escrow = escrow;
    this.signatures = signatures;
  }

  /**
   * Opens the value; the caller closes it.
   *
   * @throws TaskRefused if it is not to be shown
   */
  public CredentialValue reveal(long id, SignedStatement signed) {
    Task found =
        tasks.find(id).orElseThrow(() -> new TaskRefused("task %d: there is none".formatted(id)));
    PlannedRotation planned =
        waiting.alarming(
            id,
            () ->
                ledger.write(
                    CampaignChain.name(found.campaign()),
                    chain -> record(chain, found.id(), signed)));
    return value(planned, tasks.find(id).orElseThrow())
        .orElseThrow(() -> new TaskRefused("task %d: its value is held no more".formatted(id)));
  }

  private PlannedRotation record(Ledger.Writer chain, long id, SignedStatement signed) {
    Task task = waiting.lock(id);
    PlannedRotation planned = waiting.planned(task);
    if (task.work() != Task.Work.WRITE) {
      throw new TaskRefused(
          "task %d is to %s: nothing is shown for that".formatted(id, task.work().text()));
    }
    TaskStatement says = signatures.require(task, planned, signed, TaskAct.REVEAL);
    if (task.reveals() > 0 && says.says().isBlank()) {
      throw new TaskRefused(
          "task %d: its value was shown %d times already (expected: a reason to show it again)"
              .formatted(id, task.reveals()));
    }
    boolean seen =
        chain.entries().stream()
            .anyMatch(entry ->
                entry.type().equals(TaskReveal.TYPE)
                    && says.digest().value().equals(Past.text(entry, "digest")));
    if (seen) {
      throw new TaskRefused("that signature was used before (expected: a new one each time)");
    }
    try (CredentialValue held = value(planned, task).orElse(null)) {
      if (held == null) {
        throw new TaskRefused("task %d: its value is not held".formatted(id));
      }
    }
    tasks.revealed(task);
    chain.append(TaskReveal.TYPE, new TaskReveal(signed, task.hands()).body());
    return planned;
  }

  /** What the open intent is to write: the new value, or on the way back the old one. */
  private Optional<CredentialValue> value(PlannedRotation planned, Task task) {
    Past past = past(planned);
    boolean back =
        intent(past, task)
            .filter(intent -> Past.text(intent, "step").equals(Step.RESTORE.text()))
            .isPresent();
    CredentialId credential =
        back ? planned.id().credential() : past.issued().orElse(planned.id().credential());
    return escrow.open(planned.id(), back ? Role.OLD : Role.NEW, credential);
  }

  private Past past(PlannedRotation planned) {
    return new Past(planned, ledger.read(planned.id().toString()));
  }

  /** What announced this task, in the chain of its rotation. */
  private static Optional<Entry> intent(Past past, Task task) {
    return past.entries().stream()
        .filter(entry -> entry.type().equals("intent"))
        .filter(entry -> Past.text(entry, "operation").equals(task.operation()))
        .filter(entry -> Past.text(entry, "effect").equals(Effect.Type.WRITE.text()))
        .findFirst();
  }
}
