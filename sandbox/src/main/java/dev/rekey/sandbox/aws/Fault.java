// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

/** What can be made to go wrong with a call, see {@link Faults}. */
public enum Fault {
  /** Not carried out; answered with 400 {@code Throttling}. */
  THROTTLED,
  /** Not carried out; answered with 403 {@code AccessDenied}. */
  DENIED,
  /** Not carried out; answered with 500 {@code InternalFailure}. */
  BROKEN,
  /** Carried out; answered with 500 {@code InternalFailure} all the same. */
  BROKEN_AFTER,
  /** Not carried out; the connection is closed without an answer. */
  CUT_BEFORE,
  /** Carried out; the connection is closed without an answer. */
  ANSWER_LOST;

  /** Whether the call still has its effect. */
  boolean isCarriedOut() {
    return this == BROKEN_AFTER || this == ANSWER_LOST;
  }

  /** Whether the caller gets no answer at all. */
  boolean isSilent() {
    return this == CUT_BEFORE || this == ANSWER_LOST;
  }
}
