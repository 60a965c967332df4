// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MerkleTreeTest {

  private static List<Digest> leaves(int count) {
    return IntStream.range(0, count).mapToObj(i -> Digest.ofText("leaf " + i)).toList();
  }

  /** RFC 6962, section 2.1, word for word. */
  private static byte[] byTheBook(List<Digest> leaves) {
    if (leaves.size() == 1) {
      return hash(0, bytes(leaves.getFirst()));
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return hash(1, byTheBook(leaves.subList(0, k)), byTheBook(leaves.subList(k, leaves.size())));
  }

  private static byte[] hash(int prefix, byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(1 + 32 * parts.length).put((byte) prefix);
    for (byte[] part : parts) {
      all.put(part);
    }
    return bytes(Digest.of(all.array()));
  }

  private static byte[] bytes(Digest digest) {
    return HexFormat.of().parseHex(digest.value().substring("sha256:".length()));
  }

  @Test
  void hasTheRootThatTheStandardSays() {
    for (int size = 1; size <= 70; size++) {
      assertThat(bytes(MerkleTree.of(leaves(size)).root())).isEqualTo(byTheBook(leaves(size)));
    }
  }

  @Test
  void everyProofLeadsFromItsLeafAndFromNoOther() {
    for (int size = 1; size <= 33; size++) {
      List<Digest> leaves = leaves(size);
      MerkleTree tree = MerkleTree.of(leaves);
      for (int proven = 0; proven < size; proven++) {
        MerkleProof proof = tree.proof(proven);
        for (int leaf = 0; leaf < size; leaf++) {
          assertThat(proof.leads(leaves.get(leaf), tree.root())).isEqualTo(leaf == proven);
        }
      }
    }
  }

  @Test
  void aProofIsBoundToItsPlaceAndSize() {
    List<Digest> leaves = leaves(7);
    MerkleTree tree = MerkleTree.of(leaves);
    for (int proven = 0; proven < 7; proven++) {
      MerkleProof proof = tree.proof(proven);
      for (int index = 0; index < 7; index++) {
        assertThat(new MerkleProof(index, 7, proof.path()).leads(leaves.get(proven), tree.root()))
            .isEqualTo(index == proven);
      }
    }
  }

  @Test
  void aProofWithAnotherPathLeadsNowhere() {
    List<Digest> leaves = leaves(6);
    MerkleTree tree = MerkleTree.of(leaves);
    for (int proven = 0; proven < 6; proven++) {
      MerkleProof proof = tree.proof(proven);
      List<Digest> longer = new ArrayList<>(proof.path());
      longer.add(Digest.ofText("one more"));
      List<Digest> shorter = proof.path().subList(0, proof.path().size() - 1);
      List<Digest> turned = proof.path().reversed();
      for (List<Digest> path : List.of(longer, shorter, turned)) {
        assertThat(new MerkleProof(proven, 6, path).leads(leaves.get(proven), tree.root()))
            .isFalse();
      }
    }
  }

  @Test
  void aNodeDoesNotPassForALeaf() {
    // Without the prefixes, the two halves of a tree of four would be a tree of two.
    List<Digest> leaves = leaves(4);
    Digest left = MerkleTree.of(leaves.subList(0, 2)).root();
    Digest right = MerkleTree.of(leaves.subList(2, 4)).root();
    assertThat(MerkleTree.of(List.of(left, right)).root())
        .isNotEqualTo(MerkleTree.of(leaves).root());
  }

  @Test
  void refusesAnEmptyTreeAndPlacesOutsideOfIt() {
    assertThatThrownBy(() -> MerkleTree.of(List.of()))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("expected: at least one");
    MerkleTree tree = MerkleTree.of(leaves(3));
    assertThatThrownBy(() -> tree.proof(3)).hasMessageContaining("leaf 3 (expected: 0 to 2)");
    assertThatThrownBy(() -> tree.proof(-1)).hasMessageContaining("leaf -1");
    assertThatThrownBy(() -> new MerkleProof(1, 1, List.of())).hasMessageContaining("leaf 1 of 1");
  }

  @Test
  void changesWithTheOrderOfItsLeaves() {
    assertThat(MerkleTree.of(leaves(5).reversed()).root())
        .isNotEqualTo(MerkleTree.of(leaves(5)).root());
  }
}
