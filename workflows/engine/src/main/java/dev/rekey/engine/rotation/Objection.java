// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;

/** Why a decision changes nothing. */
record Objection(Kind kind, String why) {

  /** What kind of objection it is. */
  enum Kind {
    /** Its signature is not what it claims: an alarm, not a mistake. */
    FORGED("rekey_decisions_forged", "decision-refused"),
    /** It is not for this, not by this person, or too late. */
    REFUSED("rekey_decisions_refused", "decision-refused"),
    /** What it is about comes to this run in a moment: it may count then. */
    EARLY("rekey_decisions_early", NOT_YET);

    private final String counter;
    private final String failure;

    Kind(String counter, String failure) {
      this.counter = counter;
      this.failure = failure;
    }
  }

  /** The type of the failure that says: the same decision again, a moment later. */
  static final String NOT_YET = "not-open-yet";

  static Objection refused(String why) {
    return new Objection(Kind.REFUSED, why);
  }

  boolean forged() {
    return kind == Kind.FORGED;
  }

  boolean early() {
    return kind == Kind.EARLY;
  }

  /** Counts it in a metric; harmless under replay. */
  void count() {
    Workflow.getMetricsScope().counter(kind.counter).inc(1);
  }

  /** What whoever sent it gets to read. */
  ApplicationFailure failure() {
    return ApplicationFailure.newNonRetryableFailure(why, kind.failure);
  }
}
