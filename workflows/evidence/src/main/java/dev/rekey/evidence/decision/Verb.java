// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import java.util.List;

/** What a person decides about a subject. */
public enum Verb {
  /** Go ahead with what was shown. */
  APPROVE(PlanSubject.class, RotationsSubject.class),
  /** Do not. */
  DENY(PlanSubject.class, RotationsSubject.class),
  /** Leave it open until the term {@code until}; takes a countersignature by somebody else. */
  EXCEPT(RotationsSubject.class),
  /** The same, says a second person about a statement. */
  COUNTERSIGN(StatementSubject.class),
  /** Try again what is held. */
  RETRY(RotationsSubject.class),
  /** Kill the old one before the new one is in use everywhere. */
  CUT_ANYWAY(RotationsSubject.class),
  /** It never was a leaked credential. */
  RULE_OUT(RotationsSubject.class),
  /** The campaign ends as this certificate says. */
  CLOSE(CertificateSubject.class),
  /** These are the people, roles and keys. */
  TRUST_ROSTER(RosterSubject.class);

  private final List<Class<? extends Subject>> subjects;

  @SafeVarargs
  Verb(Class<? extends Subject>... subjects) {
    this.subjects = List.of(subjects);
  }

  /** Whether one can decide this about such a subject. */
  boolean fits(Subject subject) {
    return subjects.contains(subject.getClass());
  }

  /** Whether the person has to say why. */
  boolean takesReason() {
    return switch (this) {
      case DENY, EXCEPT, CUT_ANYWAY, RULE_OUT -> true;
      case APPROVE, COUNTERSIGN, RETRY, CLOSE, TRUST_ROSTER -> false;
    };
  }
}
