// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static java.util.Objects.requireNonNull;

import dev.rekey.engine.life.StepOutcome;
import dev.rekey.evidence.chain.Head;
import org.jspecify.annotations.Nullable;

/**
 * What came of a step.
 *
 * @param head the chain's head after it
 * @param note one sentence for people, without secrets and names of persons
 * @param well whether the consumer that was asked is well; null where none was asked
 */
public record StepResult(StepOutcome outcome, Head head, String note, @Nullable Boolean well) {

  /** One for which no consumer was asked. */
  public StepResult(StepOutcome outcome, Head head, String note) {
    this(outcome, head, note, null);
  }

  /** What is sealed with our key may still be the answer to another question. */
  public StepResult {
    requireNonNull(outcome, "outcome is null");
    requireNonNull(head, "head is null");
    requireNonNull(note, "note is null");
  }
}
