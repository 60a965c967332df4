// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MerkleTree;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a certificate states about its own parts as a whole. */
final class Totals {

  static final String SCOPE = "scope";

  private Totals() {}

  /** The root over the chains' heads, in the order of names; without chains the hash of nothing. */
  static Digest root(SortedMap<String, List<Entry>> chains) {
    List<Digest> heads = new ArrayList<>();
    for (Map.Entry<String, List<Entry>> chain : chains.entrySet()) {
      List<Entry> entries = chain.getValue();
      Head head = entries.isEmpty() ? Head.start(chain.getKey()) : entries.getLast().head();
      heads.add(head.hash());
    }
    return heads.isEmpty() ? Digest.of(new byte[0]) : MerkleTree.of(heads).root();
  }

  /** How many rows there are, and how many in each state. */
  static SortedMap<String, Long> counts(List<CertificateRow> rows) {
    SortedMap<String, Long> counts = new TreeMap<>();
    counts.put(SCOPE, (long) rows.size());
    for (RowEnd end : RowEnd.values()) {
      counts.put(CanonicalJson.name(end), rows.stream().filter(row -> row.end() == end).count());
    }
    return counts;
  }
}
