// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rekey.evidence.chain.BrokenChain;
import dev.rekey.evidence.chain.Chain;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies chains as they come from the database. Every step reads its whole chain: rows that are,
 * in every field, the ones that were verified at the same place before are not computed again.
 */
final class VerifiedChains {

  /** Of all chains together; about 2 KiB each. */
  private static final long ROWS = 20_000;

  private final Seals key;
  private final Cache<String, Known> known =
      Caffeine.newBuilder()
          .maximumWeight(ROWS)
          .weigher((String _, Known chain) -> chain.rows().size())
          .build();

  VerifiedChains(Seals key) {
    this.key = key;
  }

  /**
   * The entries of a chain.
   *
   * @param rows all of it, in order
   * @throws TamperedLedger if any hash, link or seal is not what it must be
   */
  List<Entry> verified(String chain, List<SealedRow> rows) {
    Known before = known.get(chain, _ -> new Known(List.of(), List.of()));
    int same = before.sameAs(rows);
    List<Entry> entries = new ArrayList<>(before.entries().subList(0, same));
    List<SealedRow> others = rows.subList(same, rows.size());
    if (others.isEmpty()) {
      return List.copyOf(entries);
    }
    List<Entry> further = others.stream().map(SealedRow::entry).toList();
    try {
      Chain.verify(chain, same == 0 ? Head.start(chain) : rows.get(same - 1).head(), further);
    } catch (BrokenChain broken) {
      throw new TamperedLedger(String.valueOf(broken.getMessage()));
    }
    for (int i = 0; i < others.size(); i++) {
      entries.add(others.get(i).verified(further.get(i), key));
    }
    List<Entry> all = List.copyOf(entries);
    known.put(chain, new Known(List.copyOf(rows), all));
    return all;
  }

  /** Rows that were verified from the first one on, and their entries. */
  private record Known(List<SealedRow> rows, List<Entry> entries) {

    int sameAs(List<SealedRow> others) {
      int most = Math.min(rows.size(), others.size());
      int same = 0;
      while (same < most && rows.get(same).equals(others.get(same))) {
        same++;
      }
      return same;
    }
  }
}
