// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.chain.Head;

/**
 * Whether a decision stands in the ledger.
 *
 * @param note why not, or what was recorded
 * @param waits whether it is recorded and waits for another person's, so that it settles nothing
 */
public record Admission(Head head, boolean admitted, String note, boolean waits) {

  public Admission {
    requireNonNull(head, "head is null");
    requireNonNull(note, "note is null");
  }

  /** Of a decision that waits for no other. */
  public Admission(Head head, boolean admitted, String note) {
    this(head, admitted, note, /* waits= */ false);
  }
}
