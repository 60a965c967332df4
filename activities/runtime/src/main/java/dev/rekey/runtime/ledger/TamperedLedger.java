// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

/** A chain in the database does not verify: somebody altered it behind Rekey's back. */
public final class TamperedLedger extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  public TamperedLedger(String message) {
    super(message);
    this.why = message;
  }

  @Override
  public String getMessage() {
    return why;
  }
}
