// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import dev.rekey.evidence.Digest;

/** Reads without knowing any seal, while the instance key is lost; writes nothing. */
final class NoKey implements Seals {

  @Override
  public byte[] seal(Digest hash) {
    throw new IllegalStateException(
        "the instance key is lost (expected: none writes to the ledger until it is replaced)");
  }

  @Override
  public boolean sealed(Digest hash, byte[] seal) {
    return true;
  }
}
