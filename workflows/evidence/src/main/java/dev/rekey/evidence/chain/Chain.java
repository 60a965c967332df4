// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.chain;

import java.util.List;

/** The check of a whole chain. */
public final class Chain {

  private Chain() {}

  /**
   * Checks that the entries are this chain from its first entry on, in order, without gaps.
   *
   * <p>An altered entry shows at the one after it, whose {@code previous} no longer fits; the last
   * entry is covered by the head: compare it with one that was kept elsewhere.
   *
   * @return the chain's head
   * @throws BrokenChain at the first entry that is not as it must be
   */
  public static Head verify(String chain, List<Entry> entries) {
    return verify(chain, Head.start(chain), entries);
  }

  /** As {@link #verify(String, List)}, going on from a head that was verified before. */
  public static Head verify(String chain, Head from, List<Entry> entries) {
    Head head = from;
    for (Entry entry : entries) {
      check(chain, head, entry);
      head = entry.head();
    }
    return head;
  }

  private static void check(String chain, Head head, Entry entry) {
    long expected = head.seq() + 1;
    if (!entry.chain().equals(chain)) {
      throw new BrokenChain(
          chain, expected, "the entry belongs to chain %s".formatted(entry.chain()));
    }
    if (entry.seq() != expected) {
      throw new BrokenChain(
          chain,
          expected,
          entry.seq() > expected
              ? "entry %d follows: there is a gap".formatted(entry.seq())
              : "entry %d stands here a second time".formatted(entry.seq()));
    }
    if (!entry.previous().equals(head.hash())) {
      throw new BrokenChain(
          chain,
          expected,
          expected == 1
              ? "it names %s as what came before (expected: the digest of the chain's name)"
                  .formatted(entry.previous())
              : "it names %s as the hash of entry %d, which is %s: one of the two was altered"
                  .formatted(entry.previous(), head.seq(), head.hash()));
    }
  }
}
