// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

/** A decision that does not count, and why. */
public final class DecisionRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  public DecisionRefused(String why) {
    super(why);
    this.why = why;
  }

  @Override
  public String getMessage() {
    return why;
  }
}
