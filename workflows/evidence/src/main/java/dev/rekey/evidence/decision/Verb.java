// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

/** What a person decides about a subject. */
public enum Verb {
  /** Go ahead with what was shown. */
  APPROVE,
  /** Do not. */
  DENY,
  /** Leave it open until the term {@code until}; takes a countersignature by somebody else. */
  EXCEPT,
  /** The same, says a second person about a statement. */
  COUNTERSIGN,
  /** Try again what is held. */
  RETRY,
  /** Kill the old one before the new one is in use everywhere. */
  CUT_ANYWAY,
  /** It is another team's, the one in the term {@code to}. */
  NOT_MINE,
  /** A consumer that nobody knew of reads it too, at the term {@code place}. */
  ADD_CONSUMER,
  /** Wait until the term {@code not-before}. */
  NOT_BEFORE,
  /**
   * Nobody uses it any more: another one, in the term {@code by} if it is named, took its place.
   */
  ALREADY_REPLACED,
  /** Nobody needs it: kill it without a replacement. */
  RETIRE,
  /** Take back what was done: the leaked one works again until somebody decides otherwise. */
  ROLL_BACK,
  /** People's hands do what the call does not: the step goes on as a task. */
  BY_HAND,
  /** Its deadline is the one in the term {@code deadline}; takes two different people. */
  EXTEND,
  /** Put the new value where a leaked one that opens it may read it; takes two different people. */
  DELIVER_ANYWAY,
  /** I have seen it: what nothing but people can check is as it should be. */
  ATTEST,
  /** It never was a leaked credential. */
  RULE_OUT,
  /** The campaign ends as this certificate says. */
  CLOSE,
  /** What ended as this certificate says goes on; takes a countersignature by somebody else. */
  REOPEN,
  /** These are the people, roles and keys. */
  TRUST_ROSTER,
  /** This instance key seals from now on, over these heads. */
  VOUCH;

  /** Whether one can decide this about such a subject. */
  boolean fits(Subject subject) {
    return switch (subject) {
      case PlanSubject _ -> this == APPROVE || this == DENY;
      case RotationsSubject _ ->
          switch (this) {
            case APPROVE, DENY, EXCEPT, RETRY, CUT_ANYWAY, ROLL_BACK -> true;
            case BY_HAND, EXTEND, DELIVER_ANYWAY, ATTEST, RULE_OUT -> true;
            case NOT_MINE, ADD_CONSUMER, NOT_BEFORE, ALREADY_REPLACED, RETIRE -> true;
            case COUNTERSIGN, CLOSE, REOPEN, TRUST_ROSTER, VOUCH -> false;
          };
      case StatementSubject _ -> this == COUNTERSIGN;
      case CertificateSubject _ -> this == CLOSE || this == REOPEN;
      case RosterSubject _ -> this == TRUST_ROSTER;
      case KeySubject _ -> this == VOUCH;
    };
  }

  /** Whether the person has to say why. */
  boolean takesReason() {
    return switch (this) {
      case DENY, EXCEPT, CUT_ANYWAY, ROLL_BACK, BY_HAND, EXTEND, ATTEST, RULE_OUT, REOPEN -> true;
      case NOT_MINE, ADD_CONSUMER, NOT_BEFORE, ALREADY_REPLACED, RETIRE, DELIVER_ANYWAY -> true;
      case APPROVE, COUNTERSIGN, RETRY, CLOSE, TRUST_ROSTER, VOUCH -> false;
    };
  }

  /** Whether it changes what will happen, so that somebody else has to approve it anew. */
  public boolean changesThePlan() {
    return switch (this) {
      case ADD_CONSUMER, ALREADY_REPLACED, RETIRE -> true;
      case APPROVE,
          DENY,
          EXCEPT,
          COUNTERSIGN,
          RETRY,
          CUT_ANYWAY,
          ROLL_BACK,
          BY_HAND,
          EXTEND,
          DELIVER_ANYWAY,
          NOT_MINE,
          NOT_BEFORE,
          ATTEST,
          RULE_OUT,
          CLOSE,
          REOPEN,
          TRUST_ROSTER,
          VOUCH ->
          false;
    };
  }
}
