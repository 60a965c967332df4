// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MerkleProof;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merkle proofs in the form in which the ledger keeps them. */
final class Proofs {

  private Proofs() {}

  static Map<String, Object> toJson(MerkleProof proof) {
    return Map.of(
        "index",
        proof.index(),
        "size",
        proof.size(),
        "path",
        proof.path().stream().map(Digest::value).toList());
  }

  static @Nullable MerkleProof fromJson(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> map)
        || !(map.get("index") instanceof Long index)
        || !(map.get("size") instanceof Long size)
        || !(map.get("path") instanceof List<?> path)) {
      return null;
    }
    return new MerkleProof(
        index.intValue(),
        size.intValue(),
        path.stream().map(step -> new Digest(String.valueOf(step))).toList());
  }
}
