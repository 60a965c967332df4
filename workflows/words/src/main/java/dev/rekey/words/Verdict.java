// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import java.time.Duration;

/** What a probe with a credential's value says (promise P5). */
public sealed interface Verdict {

  /** The system accepted it and named the identity. */
  record Alive(IdentityName identity) implements Verdict {}

  /**
   * The system refused it with the kind's declared signature of refusal.
   *
   * @param signature status and code, for example {@code 403 InvalidClientTokenId}
   */
  record Refused(String signature) implements Verdict {}

  /**
   * Neither can be said: throttled, time-out, 5xx, a 403 without the declared code.
   *
   * @param after when to ask again
   */
  record Undecided(String why, Duration after) implements Verdict {}
}
