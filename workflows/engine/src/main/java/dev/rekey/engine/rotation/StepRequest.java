// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Step;
import dev.rekey.evidence.chain.Head;
import dev.rekey.words.RotationId;

/**
 * One step to carry out.
 *
 * @param place index into the rotation's places, -1 for a step that has none
 * @param round part of the operation's id: the same request always has the same id, whatever run
 *     sends it
 * @param head the head of the rotation's chain as the workflow knows it
 */
public record StepRequest(RotationId rotation, Step step, int place, int round, Head head) {

  /** The operation's id: rotation, step, place and round, never a run. */
  public String operation() {
    return operation(step.text());
  }

  /** The id of an operation that is part of this step. */
  public String operation(String what) {
    return "%s/%s%s/%d".formatted(rotation, what, place < 0 ? "" : "@" + place, round);
  }
}
