// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Shows that a digest is one of a tree's leaves, with as many digests as the tree is high.
 *
 * @param index which leaf, from 0
 * @param size how many leaves the tree has
 * @param path the digests beside the way from the leaf to the root, lowest first
 */
public record MerkleProof(int index, int size, List<Digest> path) {

  public MerkleProof {
    if (index < 0 || index >= size) {
      throw new MalformedEvidence(
          "proof: leaf %d of %d (expected: 0 <= leaf < size)".formatted(index, size));
    }
    path = List.copyOf(path);
  }

  /** All three fields. */
  public SortedMap<String, Object> toJson() {
    return CanonicalJson.copy(Map.of("index", index, "size", size, "path", path));
  }

  /** Reads back what {@link #toJson} made. */
  public static MerkleProof fromJson(Fields fields) {
    MerkleProof proof =
        new MerkleProof(
            fields.count("index"),
            fields.count("size"),
            fields.textList("path").stream().map(Digest::new).toList());
    fields.end();
    return proof;
  }

  /**
   * Whether this proof leads from the leaf to the root (RFC 9162, section 2.1.3.2). False for a
   * path of another length than a tree of this size has.
   */
  public boolean leads(Digest leaf, Digest root) {
    int at = index;
    int last = size - 1;
    Digest hash = MerkleTree.leaf(leaf);
    for (Digest beside : path) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = MerkleTree.node(beside, hash);
        // The last leaf of an odd row has no sister: it climbs until it is a right child.
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        hash = MerkleTree.node(hash, beside);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }
}
