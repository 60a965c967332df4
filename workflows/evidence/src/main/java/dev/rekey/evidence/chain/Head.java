// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.chain;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MalformedEvidence;

/**
 * Where a chain stands: who holds its head can tell whether anything before was changed or cut off.
 *
 * @param seq the number of the last entry; 0 for a chain without entries
 * @param hash the last entry's hash; for a chain without entries the digest of the chain's name
 */
public record Head(long seq, Digest hash) {

  public Head {
    if (seq < 0) {
      throw new MalformedEvidence("head: entry %d (expected: >= 0)".formatted(seq));
    }
    requireNonNull(hash, "hash is null");
  }

  /** The head of a chain that has no entries yet. */
  public static Head start(String chain) {
    return new Head(0, Digest.ofText(chain));
  }
}
