// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.engine.life.HeldReason;

/** The gate does not let an effect pass, or a step cannot go on. */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  private final HeldReason reason;

  public Refusal(HeldReason reason, String message) {
    super(message);
    this.why = message;
    this.reason = reason;
  }

  public HeldReason reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    return why;
  }
}
