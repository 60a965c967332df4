// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.MerkleProof;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation gets: a statement, and where it is about many, the proof for the rotation's own
 * item.
 *
 * @param proof null if the statement is not about a list of rotations
 */
public record Delivery(SignedStatement signed, @Nullable MerkleProof proof) {

  public Delivery {
    requireNonNull(signed, "signed is null");
  }
}
