// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Step;
import dev.rekey.evidence.chain.Head;
import dev.rekey.words.RotationId;
import org.jspecify.annotations.Nullable;

/**
 * One step to carry out.
 *
 * @param place index into the rotation's places, -1 for a step that has none
 * @param round part of the operation's id: the same request always has the same id, whatever run
 *     sends it
 * @param check index into the rotation's health checks, null for a call that asks none
 * @param head the head of the rotation's chain as the workflow knows it
 */
public record StepRequest(
    RotationId rotation, Step step, int place, @Nullable Integer check, int round, Head head) {

  /** A request that asks no consumer. */
  public StepRequest(RotationId rotation, Step step, int place, int round, Head head) {
    this(rotation, step, place, null, round, head);
  }

  /** The operation's id: rotation, step, place and round, never a run. */
  public String operation() {
    return operation(step.text());
  }

  /** The id of an operation that is part of this step. */
  public String operation(String what) {
    String part = check != null ? "?" + check : place < 0 ? "" : "@" + place;
    return "%s/%s%s/%d".formatted(rotation, what, part, round);
  }
}
