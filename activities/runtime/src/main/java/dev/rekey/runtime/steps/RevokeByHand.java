// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.tasks.Task;
import java.util.Map;

/**
 * Has a person kill the recorded credential. That somebody says so closes this step and proves
 * nothing: the proof is a step of its own.
 */
final class RevokeByHand implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (!CutByHand.isDone(attempt.past(), Effect.Type.REVOKE)) {
      CutByHand.settle(attempt, Task.Work.REVOKE, Effect.Type.REVOKE, "revoke");
    }
    return attempt.done("the old one was revoked by hand", Map.of("revoked", "by hand"));
  }
}
