// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.rotation.AskRequest.Urgency;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** One hold: what may resolve it, how long it waits, and whom it asks again. */
final class Hold {

  private static final Set<Verb> VERBS =
      Collections.unmodifiableSet(
          EnumSet.of(Verb.RETRY, Verb.CUT_ANYWAY, Verb.EXCEPT, Verb.COUNTERSIGN));

  private static final Set<Verb> ON_DOUBT =
      Collections.unmodifiableSet(
          EnumSet.of(Verb.ATTEST, Verb.RETRY, Verb.CUT_ANYWAY, Verb.EXCEPT, Verb.COUNTERSIGN));

  /** Where the run must read the ledger anew, nobody can decide yet about what it will find. */
  private static final Set<Verb> ON_FORGETTING =
      Collections.unmodifiableSet(EnumSet.of(Verb.RETRY));

  /** Nobody is asked less often than this, however often in vain. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private static final int MOST_ESCALATIONS = 99;

  private final PlannedRotation planned;
  private final HeldReason reason;
  private final boolean canBeUndone;
  private final int round;
  private Duration clock;
  private int escalations;

  Hold(PlannedRotation planned, RotationState.Held held, int round) {
    this.planned = planned;
    this.reason = held.reason();
    this.canBeUndone = held.life().canBeUndone();
    this.round = round;
    this.clock =
        reason.healsItself() ? planned.pace().holdRetry() : planned.pace().approvalWithin();
  }

  Set<Verb> verbs() {
    if (reason.forgets()) {
      return ON_FORGETTING;
    }
    Set<Verb> verbs = EnumSet.copyOf(reason == HeldReason.UNATTESTED ? ON_DOUBT : VERBS);
    if (canBeUndone) {
      verbs.add(Verb.ROLL_BACK);
    }
    return Collections.unmodifiableSet(verbs);
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
