// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.words.RotationId;
import java.time.Instant;

/**
 * A request for a decision.
 *
 * @param round makes the request one of its own after a hold was decided upon
 * @param until when the decision is due
 */
public record AskRequest(RotationId rotation, int round, Urgency urgency, Instant until) {

  /** How hard it is asked. */
  public enum Urgency {
    ASK,
    REMIND,
    ESCALATE
  }
}
