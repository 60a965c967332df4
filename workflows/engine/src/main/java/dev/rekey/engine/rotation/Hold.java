// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.rotation.AskRequest.Urgency;
import dev.rekey.planning.PlannedRotation;
import java.time.Duration;
import java.time.Instant;

/** One hold: what may resolve it, how long it waits, and whom it asks again. */
final class Hold {

  /** Nobody is asked less often than this, however often in vain. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private static final int MOST_ESCALATIONS = 99;

  /** Somebody tells it once all openers are dead; it looks by itself for want of that word. */
  private static final int SELDOM = 12;

  private final PlannedRotation planned;
  private final HeldReason reason;
  private final int round;
  private Duration clock;
  private int escalations;

  Hold(PlannedRotation planned, RotationState.Held held, int round) {
    this.planned = planned;
    this.reason = held.reason();
    this.round = round;
    this.clock =
        reason == HeldReason.OPENER_ALIVE
            ? planned.pace().holdRetry().multipliedBy(SELDOM)
            : reason.healsItself() ? planned.pace().holdRetry() : planned.pace().approvalWithin();
  }

  /** Until when it waits this time: longer each time that somebody was asked in vain. */
  Instant until() {
    return Calls.now().plus(clock);
  }

  String summary() {
    return "held, %s: %s"
        .formatted(
            reason.sentence(), reason.healsItself() ? "tries again" : "waits for a decision");
  }

  /** The next, more urgent request for a decision. */
  AskRequest escalation() {
    escalations = Math.min(escalations + 1, MOST_ESCALATIONS);
    if (clock.compareTo(LONGEST) < 0) {
      clock = clock.multipliedBy(2);
    }
    return AskRequest.again(planned.id(), round, escalations, Urgency.ESCALATE, until());
  }
}
