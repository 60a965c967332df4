// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.words.Outcome;
import java.util.Map;

/**
 * Has a person kill the recorded credential. That somebody says so closes this step and proves
 * nothing: the proof is a step of its own.
 */
final class RevokeByHand implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (!isRevoked(attempt.past())) {
      settle(attempt, attempt.past().openIntent(Effect.Type.REVOKE).orElseGet(() -> ask(attempt)));
    }
    return attempt.done("the old one was revoked by hand", Map.of("revoked", "by hand"));
  }

  private static boolean isRevoked(Past past) {
    return past.entries().stream()
        .anyMatch(entry ->
            entry.type().equals("outcome")
                && Past.text(entry, "effect").equals(Effect.Type.REVOKE.text())
                && Past.text(entry, "result").equals("done"));
  }

  private static Entry ask(Attempt attempt) {
    attempt.pass(
        Effect.Type.REVOKE,
        attempt.planned().id().credential().value(),
        attempt.asked(Task.Work.REVOKE).intended(),
        () -> new Outcome.Unknown<String>("a person does it"),
        _ -> Map.of());
    return attempt.past().openIntent(Effect.Type.REVOKE).orElseThrow();
  }

  private static void settle(Attempt attempt, Entry intent) {
    Task task = attempt.task(Task.Work.REVOKE, intent);
    if (task.state() == Task.State.OPEN) {
      throw new Refusal(
          HeldReason.BY_HAND,
          "task %d of team %s, due %s: revoke %s and hand in what was done"
              .formatted(task.id(), task.hands(), task.due(), attempt.planned().id().credential()));
    }
    HandedIn.settle(attempt, intent, task, Map.of("changed", "by hand"));
  }
}
