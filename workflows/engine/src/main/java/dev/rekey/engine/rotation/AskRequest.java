// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.words.RotationId;
import java.time.Instant;

/**
 * A request for a decision.
 *
 * @param round with the urgency, makes the request one of its own: the same one twice asks once
 * @param until when the decision is due
 */
public record AskRequest(RotationId rotation, int round, Urgency urgency, Instant until) {

  private static final int A_ROUND = 100;

  /** The first request of a round. */
  static AskRequest first(RotationId rotation, int round, Instant until) {
    return new AskRequest(rotation, round, Urgency.ASK, until);
  }

  /**
   * A further request of a round.
   *
   * @param number 1 to 99, tells those of one round apart
   */
  static AskRequest again(
      RotationId rotation, int round, int number, Urgency urgency, Instant until) {
    return new AskRequest(rotation, round * A_ROUND + number, urgency, until);
  }

  /** How hard it is asked. */
  public enum Urgency {
    ASK,
    REMIND,
    /** It is cut soon, without whoever is waited for. */
    WARN,
    ESCALATE
  }
}
