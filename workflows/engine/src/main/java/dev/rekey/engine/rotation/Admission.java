// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.chain.Head;

/**
 * Whether a decision stands in the ledger.
 *
 * @param note why not, or what was recorded
 */
public record Admission(Head head, boolean admitted, String note) {

  public Admission {
    requireNonNull(head, "head is null");
    requireNonNull(note, "note is null");
  }
}
