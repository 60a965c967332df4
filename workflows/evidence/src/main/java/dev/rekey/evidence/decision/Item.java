// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MalformedEvidence;
import java.util.Map;

/**
 * One of the many that a person decides about with one signature.
 *
 * @param rotation the rotation's id, or a row of the scope that has no rotation
 * @param shown the digest of what the person was shown about it
 */
public record Item(String rotation, Digest shown) {

  public Item {
    if (rotation.isBlank()) {
      throw new MalformedEvidence("item: rotation '' (expected: a rotation or a row)");
    }
    requireNonNull(shown, "shown is null");
  }

  /** What stands for this item in the list's tree. */
  public Digest leaf() {
    return Digest.ofText(CanonicalJson.write(Map.of("rotation", rotation, "shown", shown)));
  }
}
