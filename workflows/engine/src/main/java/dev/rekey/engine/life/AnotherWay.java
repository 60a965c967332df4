// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.Overlap;

/**
 * Whether what a call does not do can be done by people's hands instead: the same step in the same
 * order, carried out by a task, so that no promise is given up for it.
 */
public final class AnotherWay {

  private AnotherWay() {}

  static boolean isOpen(RotationState.Held held) {
    Life life = held.life();
    return !life.undoing()
        && held.step() != life.byHand()
        && isOpen(held.step(), held.reason(), life.disposition(), life.overlap());
  }

  /**
   * Whether a step that is held for this can go on by hand.
   *
   * <p>A person who types a value over the only one there is cannot seal it first, so that where
   * issuing is the cut it stays a call (P1).
   */
  public static boolean isOpen(
      Step step, HeldReason reason, Disposition disposition, Overlap overlap) {
    return switch (step) {
      case ISSUE ->
          isStuck(reason) && !(disposition == Disposition.REPLACE && overlap == Overlap.NONE);
      case DELIVER -> isStuck(reason) || reason == HeldReason.CONFLICT;
      case CONFIRM -> isStuck(reason) || reason == HeldReason.NOT_CONFIRMED;
      case DISABLE, REVOKE -> isStuck(reason);
      case APPROVE, PREFLIGHT, PROVE_NEW, VALIDATE, OBSERVE, SOAK, PROVE -> false;
      case ENABLE, RESTORE, WITHDRAW -> false;
    };
  }

  /** Whether the call itself is what does not go through. */
  private static boolean isStuck(HeldReason reason) {
    return switch (reason) {
      case REJECTED, UNREACHABLE, FAULT -> true;
      case NO_WORKER,
          SLOTS_FULL,
          STRANGER,
          CONFLICT,
          MISMATCH,
          NEW_NOT_ALIVE,
          NOT_CONFIRMED,
          UNHEALTHY,
          OPENER_ALIVE,
          STILL_USED,
          BROWNOUT,
          STILL_ALIVE,
          UNDECIDED,
          BY_HAND,
          UNATTESTED,
          DENIED,
          NO_DECISION,
          DISPUTED,
          OVERDUE,
          PAUSED,
          ABORTED,
          NOT_WARRANTED,
          LEDGER_BEHIND,
          TEMPORAL_BEHIND,
          TAMPERED,
          FORGED,
          TERMINATED,
          EXCEPTION_OVER,
          ROLLED_BACK,
          LANE_BUSY ->
          false;
    };
  }
}
