// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * A row of the ledger as the database gives it out; anybody may have altered it.
 *
 * @param hash what its entry's hash was when it was sealed
 * @param seal in hexadecimal
 * @param body canonical JSON
 */
record SealedRow(
    String chain,
    long seq,
    String previous,
    String hash,
    String seal,
    Instant at,
    String type,
    String body) {

  static SealedRow of(ResultSet row) throws SQLException {
    return new SealedRow(
        row.getString("chain"),
        row.getLong("seq"),
        row.getString("previous"),
        row.getString("hash"),
        HexFormat.of().formatHex(row.getBytes("seal")),
        row.getTimestamp("at").toInstant(),
        row.getString("type"),
        row.getString("body"));
  }

  /**
   * Checks that this instance sealed it.
   *
   * @param entry its own
   * @throws TamperedLedger if its hash or its seal is not what it must be
   */
  Entry verified(Entry entry, Seals key) {
    if (!hash.equals(entry.hash().value())
        || !key.sealed(entry.hash(), HexFormat.of().parseHex(seal))) {
      throw new TamperedLedger("%s, entry %d: not sealed by this instance".formatted(chain, seq));
    }
    return entry;
  }

  /** The chain's head at this row, once it is verified. */
  Head head() {
    return new Head(seq, new Digest(hash));
  }

  /**
   * What it holds, whoever wrote it.
   *
   * @throws TamperedLedger if that is no entry
   */
  Entry entry() {
    try {
      return new Entry(
          chain, seq, new Digest(previous), at, type, new TreeMap<>(CanonicalJson.read(body)));
    } catch (IllegalArgumentException malformed) {
      throw new TamperedLedger("%s, entry %d: %s".formatted(chain, seq, malformed.getMessage()));
    }
  }
}
