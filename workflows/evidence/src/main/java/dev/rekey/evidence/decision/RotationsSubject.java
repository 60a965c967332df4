// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MalformedEvidence;

/**
 * A list of rotations, or of rows of the scope that have none.
 *
 * @param root of the Merkle tree over the leaves of the items, see {@link ItemList}
 * @param count how many items the list has
 */
public record RotationsSubject(Digest root, int count) implements Subject {

  public RotationsSubject {
    if (count < 1) {
      throw new MalformedEvidence("rotations: %d of them (expected: >= 1)".formatted(count));
    }
    requireNonNull(root, "root is null");
  }
}
