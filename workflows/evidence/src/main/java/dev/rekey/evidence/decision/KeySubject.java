// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MalformedEvidence;

/**
 * A new instance key in place of one that was lost, and the ledger that it seals from then on.
 *
 * @param key what names the new key
 * @param root of the Merkle tree over the items of a {@link VouchedHeads} for each campaign
 * @param count how many items there are
 */
public record KeySubject(Digest key, Digest root, int count) implements Subject {

  public KeySubject {
    requireNonNull(key, "key is null");
    requireNonNull(root, "root is null");
    if (count < 1) {
      throw new MalformedEvidence("instance-key: %d items (expected: >= 1)".formatted(count));
    }
  }
}
