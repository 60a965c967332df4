// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree of hashes over digests (RFC 6962, section 2.1): leaves are hashed with a 0 in front and
 * nodes with a 1, so that neither passes for the other. A tree of at least one leaf.
 */
public final class MerkleTree {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  /** The rows from the leaves' hashes up to the root; an odd last hash climbs unchanged. */
  private final List<List<Digest>> rows;

  private MerkleTree(List<List<Digest>> rows) {
    this.rows = rows;
  }

  /**
   * Builds the tree over these leaves in this order.
   *
   * @throws MalformedEvidence if there is none
   */
  public static MerkleTree of(List<Digest> leaves) {
    if (leaves.isEmpty()) {
      throw new MalformedEvidence("tree: no leaves (expected: at least one)");
    }
    List<List<Digest>> rows = new ArrayList<>();
    List<Digest> row = leaves.stream().map(MerkleTree::leaf).toList();
    rows.add(row);
    while (row.size() > 1) {
      row = above(row);
      rows.add(row);
    }
    return new MerkleTree(rows);
  }

  private static List<Digest> above(List<Digest> row) {
    List<Digest> above = new ArrayList<>((row.size() + 1) / 2);
    for (int i = 0; i + 1 < row.size(); i += 2) {
      above.add(node(row.get(i), row.get(i + 1)));
    }
    if (row.size() % 2 == 1) {
      above.add(row.getLast());
    }
    return above;
  }

  /** The digest that stands for all leaves and their order. */
  public Digest root() {
    return rows.getLast().getFirst();
  }

  /**
   * The proof for one leaf.
   *
   * @param index which, from 0
   */
  public MerkleProof proof(int index) {
    int size = rows.getFirst().size();
    if (index < 0 || index >= size) {
      throw new MalformedEvidence("leaf %d (expected: 0 to %d)".formatted(index, size - 1));
    }
    List<Digest> path = new ArrayList<>();
    int at = index;
    for (List<Digest> row : rows) {
      int beside = at ^ 1;
      if (beside < row.size()) {
        path.add(row.get(beside));
      }
      at >>= 1;
    }
    return new MerkleProof(index, size, path);
  }

  static Digest leaf(Digest leaf) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(LEAF);
    return Digest.ofHash(sha256.digest(leaf.hash()));
  }

  static Digest node(Digest left, Digest right) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(NODE);
    sha256.update(left.hash());
    return Digest.ofHash(sha256.digest(right.hash()));
  }
}
