// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

/** Another attempt at the same work has begun: this late twin may not write any more. */
public final class Overtaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  public Overtaken(String message) {
    super(message);
    this.why = message;
  }

  @Override
  public String getMessage() {
    return why;
  }
}
