// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.KeySubject;
import java.util.List;

/**
 * A new instance key in place of a lost one, and the ledger that it is to seal.
 *
 * @param key what names the new key
 * @param root of the tree over all chains' heads
 * @param count how many groups of chains the tree has
 * @param roster the digest of the roster whose people may vouch
 * @param headsKept whether a file outside the database confirms the heads
 * @param needed how many people must vouch
 */
public record ReplacementView(
    String key,
    String root,
    int count,
    List<Chains> ledger,
    String roster,
    boolean headsKept,
    List<String> vouchedBy,
    int needed,
    boolean replaced) {

  /** Chains that belong together: those of a campaign, or of the rosters. */
  public record Chains(String name, int chains, long entries, String heads) {}

  public ReplacementView {
    ledger = List.copyOf(ledger);
    vouchedBy = List.copyOf(vouchedBy);
  }

  /** What a person signs. */
  public KeySubject subject() {
    return new KeySubject(new Digest(key), new Digest(root), count);
  }
}
