// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.escrow;

/** A sealed value does not open under its own name: somebody swapped or altered it. */
public final class TamperedEscrow extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  TamperedEscrow(String message) {
    super(message);
    this.why = message;
  }

  @Override
  public String getMessage() {
    return why;
  }
}
