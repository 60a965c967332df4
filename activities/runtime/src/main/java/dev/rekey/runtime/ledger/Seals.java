// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import dev.rekey.evidence.Digest;

/** What seals entries, and knows its own seals. */
interface Seals {

  byte[] seal(Digest hash);

  boolean sealed(Digest hash, byte[] seal);
}
