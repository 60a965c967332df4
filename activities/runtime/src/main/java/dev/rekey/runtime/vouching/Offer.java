// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.vouching;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.KeySubject;
import dev.rekey.evidence.decision.VouchedHeads;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.PersonName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A new instance key and the ledger that it is to seal.
 *
 * @param key what names the new key
 * @param heads where all chains stand, by the campaign's own chain (or the rosters') they belong to
 * @param roster whose people may vouch
 * @param vouchedBy who has
 * @param headsKept whether heads kept outside the database confirm these; none may contradict
 * @param replaced whether the new key is in use
 */
public record Offer(
    Digest key,
    SortedMap<String, VouchedHeads> heads,
    Roster roster,
    List<PersonName> vouchedBy,
    boolean headsKept,
    boolean replaced) {

  public Offer {
    heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
    vouchedBy = List.copyOf(vouchedBy);
  }

  /** The heads as a list that one signature is about. */
  public ItemList items() {
    return ItemList.of(
        heads.entrySet().stream().map(one -> one.getValue().item(one.getKey())).toList());
  }

  /** What people sign. */
  public KeySubject subject() {
    ItemList items = items();
    return new KeySubject(key, items.subject().root(), items.items().size());
  }
}
