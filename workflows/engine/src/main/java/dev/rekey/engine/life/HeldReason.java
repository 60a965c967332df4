// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import java.util.Locale;

/** Why a rotation cannot go on (P8). */
public enum HeldReason {
  /** The system gave a definite no. */
  REJECTED("the system refuses the call"),
  /** The system could not be reached, is sealed or throttles for too long. */
  UNREACHABLE("the system cannot be reached"),
  /** No worker serves the system's queue. */
  NO_WORKER("no worker serves the system"),
  /** All slots of the identity are taken. */
  SLOTS_FULL("no free slot for a new credential"),
  /** A live credential that nobody recorded. */
  STRANGER("a credential that nobody recorded"),
  /** A place holds neither the old value nor the new one. */
  CONFLICT("a place holds another value"),
  /** What the system shows under the recorded id or name is not what was recorded. */
  MISMATCH("what was found is not what was recorded"),
  /** The new credential does not work. */
  NEW_NOT_ALIVE("the new credential does not work"),
  /** A consumer was not seen to take up the new credential. */
  NOT_CONFIRMED("a consumer has not taken up the new credential"),
  /** A consumer does not answer as it has to when it is asked whether it is well. */
  UNHEALTHY("a consumer is not well"),
  /** A leaked credential that opens the new value's place, or issues it, is not dead yet. */
  OPENER_ALIVE("a leaked credential that opens it is not dead yet"),
  /** The old credential is still in use. */
  STILL_USED("the old credential is still in use"),
  /** It was switched off for a while, or is still, and whoever misses it was not seen so far. */
  BROWNOUT("who misses the old credential is still being looked for"),
  /** The old credential is still accepted after its revoke. */
  STILL_ALIVE("the old credential is still accepted"),
  /** Too many probes could not be decided. */
  UNDECIDED("the probes do not agree"),
  /** No call does it: a person has to. */
  BY_HAND("somebody has to do it by hand"),
  /** No call tells whether it is so: two people have to say it. */
  UNATTESTED("two people have to attest it"),
  DENIED("the owner denied it"),
  NO_DECISION("nobody decided in time"),
  /** Each team says that it is another's. */
  DISPUTED("teams hand it to one another"),
  /** Its deadline has come, and the plan says that two people extend it or decide otherwise. */
  OVERDUE("its deadline has passed"),
  PAUSED("the campaign is paused"),
  ABORTED("the campaign was aborted"),
  /** The ledger does not hold what the promises require for this effect. */
  NOT_WARRANTED("the ledger does not warrant it"),
  /** The ledger is older than the workflow remembers: the database was restored. */
  LEDGER_BEHIND("the database is older than the workflow"),
  /** The ledger is ahead by later steps: Temporal was restored or reset. */
  TEMPORAL_BEHIND("the workflow is older than the ledger"),
  /** The ledger's chain does not verify. */
  TAMPERED("the ledger was altered"),
  /** The answer of an activity is not one that Rekey gave. */
  FORGED("an activity's answer was forged"),
  /** The run was ended from outside and started anew. */
  TERMINATED("the run was ended from outside"),
  /** An exception is over. */
  EXCEPTION_OVER("its exception has expired"),
  /** What was done was taken back, by signature: the leaked one lives. */
  ROLLED_BACK("it was rolled back: what leaked is alive"),
  /** Another campaign works on the same lane. */
  LANE_BUSY("another campaign works on this lane"),
  /** Something failed inside Rekey itself. */
  FAULT("a fault inside Rekey");

  private final String sentence;

  HeldReason(String sentence) {
    this.sentence = sentence;
  }

  /** What a person reads. */
  public String sentence() {
    return sentence;
  }

  /** As the ledger and search attributes write it, for example {@code slots-full}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The reason that {@link #text()} wrote. */
  public static HeldReason of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether what the workflow remembers may be wrong, so that it must read the ledger anew. */
  public boolean forgets() {
    return switch (this) {
      case LEDGER_BEHIND, TEMPORAL_BEHIND, TAMPERED, FORGED, NOT_WARRANTED, TERMINATED -> true;
      case REJECTED,
          UNREACHABLE,
          NO_WORKER,
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
          EXCEPTION_OVER,
          ROLLED_BACK,
          LANE_BUSY,
          FAULT ->
          false;
    };
  }

  /** Whether trying again later, without any decision, can lift the hold. */
  public boolean healsItself() {
    return switch (this) {
      case UNREACHABLE, NO_WORKER, PAUSED, LANE_BUSY, OPENER_ALIVE -> true;
      // Patience may have ended while no worker ran; to probe once more only reads.
      case NEW_NOT_ALIVE, STILL_ALIVE, UNDECIDED -> true;
      // What is switched off is to be switched on again, whoever looks.
      case BROWNOUT -> true;
      case REJECTED,
          SLOTS_FULL,
          STRANGER,
          CONFLICT,
          MISMATCH,
          NOT_CONFIRMED,
          UNHEALTHY,
          STILL_USED,
          BY_HAND,
          UNATTESTED,
          DENIED,
          NO_DECISION,
          DISPUTED,
          OVERDUE,
          ABORTED,
          NOT_WARRANTED,
          LEDGER_BEHIND,
          TEMPORAL_BEHIND,
          TAMPERED,
          FORGED,
          TERMINATED,
          EXCEPTION_OVER,
          ROLLED_BACK,
          FAULT ->
          false;
    };
  }

  /**
   * Whether a deadline that cuts ends the hold. Where somebody has decided against it, or nothing
   * that is remembered can be trusted, it does not: then it is only told.
   */
  public boolean yieldsToDeadlines() {
    return switch (this) {
      case DENIED, ROLLED_BACK, EXCEPTION_OVER, ABORTED -> false;
      case LEDGER_BEHIND, TEMPORAL_BEHIND, TAMPERED, FORGED, NOT_WARRANTED, TERMINATED -> false;
      case REJECTED,
          UNREACHABLE,
          NO_WORKER,
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
          NO_DECISION,
          DISPUTED,
          OVERDUE,
          PAUSED,
          LANE_BUSY,
          FAULT ->
          true;
    };
  }

  /**
   * Whether word that the cause may be gone lifts the hold, whoever gives it: of what is done by
   * hand the word comes once it was handed in, and no clock tries before that.
   */
  public boolean heedsNudges() {
    return healsItself() || this == BY_HAND;
  }
}
