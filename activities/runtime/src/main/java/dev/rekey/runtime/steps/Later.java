// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import java.time.Duration;

/** Not now: the same step is tried again after a delay; held for the reason when patience ends. */
final class Later extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;
  private static final Duration SHORTEST = Duration.ofMillis(50);

  private final HeldReason reason;
  private final Duration after;

  Later(HeldReason reason, String message, Duration after) {
    super(message);
    this.why = message;
    this.reason = reason;
    this.after = after.compareTo(SHORTEST) < 0 ? SHORTEST : after;
  }

  HeldReason reason() {
    return reason;
  }

  Duration after() {
    return after;
  }

  @Override
  public String getMessage() {
    return why;
  }
}
