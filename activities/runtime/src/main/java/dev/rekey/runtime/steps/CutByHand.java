// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.tasks.Task;
import java.util.Map;

/** Has a person take something from the recorded credential: an intent first, then a task. */
final class CutByHand {

  private CutByHand() {}

  /** Whether this effect is on record as done. */
  static boolean isDone(Past past, Effect.Type type) {
    return past.entries().stream()
        .anyMatch(entry ->
            entry.type().equals("outcome")
                && Past.text(entry, "effect").equals(type.text())
                && Past.text(entry, "result").equals("done"));
  }

  /**
   * Takes over what was handed in; holds the step until something is.
   *
   * @param what the person does, as the hold says it
   */
  static void settle(Attempt attempt, Task.Work work, Effect.Type type, String what) {
    Entry intent = attempt.past().openTask(type).orElseGet(() -> ask(attempt, work, type));
    Task task = attempt.task(work, intent);
    if (task.state() == Task.State.OPEN) {
      throw new Refusal(
          HeldReason.BY_HAND,
          "task %d of team %s, due %s: %s %s and hand in what was done"
              .formatted(
                  task.id(), task.hands(), task.due(), what, attempt.planned().id().credential()));
    }
    HandedIn.settle(attempt, intent, task, Map.of("changed", "by hand"));
  }

  private static Entry ask(Attempt attempt, Task.Work work, Effect.Type type) {
    attempt
        .effects()
        .ask(type, attempt.planned().id().credential().value(), attempt.asked(work).intended());
    return attempt.past().openTask(type).orElseThrow();
  }
}
