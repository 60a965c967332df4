// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Comparator.comparing;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.MerkleProof;
import dev.rekey.evidence.MerkleTree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Items under one signature. A vetoed item is simply not in the list. The order in which items are
 * given makes no difference.
 */
public final class ItemList {

  private final List<Item> items;
  private final Map<String, Integer> places = new TreeMap<>();
  private final MerkleTree tree;

  private ItemList(List<Item> items) {
    this.items = items;
    IntStream.range(0, items.size()).forEach(i -> places.put(items.get(i).rotation(), i));
    this.tree = MerkleTree.of(items.stream().map(Item::leaf).toList());
  }

  /**
   * A list of at least one item, each rotation once.
   *
   * @throws MalformedEvidence if there is none, or one twice
   */
  public static ItemList of(List<Item> items) {
    List<Item> sorted = items.stream().sorted(comparing(Item::rotation)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i - 1).rotation().equals(sorted.get(i).rotation())) {
        throw new MalformedEvidence(
            "items: %s twice (expected: once)".formatted(sorted.get(i).rotation()));
      }
    }
    return new ItemList(sorted);
  }

  /** The items, sorted by rotation. */
  public List<Item> items() {
    return items;
  }

  /** What a statement about all of them is about. */
  public RotationsSubject subject() {
    return new RotationsSubject(tree.root(), items.size());
  }

  /**
   * The proof that a rotation is in the list.
   *
   * @throws MalformedEvidence if it is not
   */
  public MerkleProof proof(String rotation) {
    Integer place = places.get(rotation);
    if (place == null) {
      throw new MalformedEvidence("items: no %s among them".formatted(rotation));
    }
    return tree.proof(place);
  }

  /** What a rotation is handed: the statement about all, with the proof for its own item. */
  public Delivery delivery(SignedStatement signed, String rotation) {
    return new Delivery(signed, proof(rotation));
  }
}
