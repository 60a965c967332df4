// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

/** A task's row says another thing than the ledger. */
final class TaskAltered extends TaskRefused {

  private static final long serialVersionUID = 1L;

  TaskAltered(long id, String what) {
    super("task %d was altered: %s; nothing was changed".formatted(id, what));
  }
}
