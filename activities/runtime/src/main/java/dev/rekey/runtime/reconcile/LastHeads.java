// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.reconcile;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.keys.KeyFiles;
import dev.rekey.words.CampaignName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The heads of all open campaigns' chains, in a file outside both stores. Temporal and the ledger
 * notice when one of them comes back from a backup; when both do, they agree with each other, and
 * only this file knows better (P9).
 */
public final class LastHeads {

  private static final String SEPARATOR = " ";

  private final Path file;
  private final JdbcClient jdbc;
  private final Board board;

  /** About which chains there was an alarm since heads were last kept. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param file where the heads are kept; must not be restored along with the stores
   */
  public LastHeads(Path file, JdbcClient jdbc, Board board) {
    this.file = file;
    this.jdbc = jdbc;
    this.board = board;
  }

  /**
   * Compares the ledger with the heads that were kept. A campaign whose ledger lacks an entry that
   * once was its head is held from revoking until a person confirms.
   *
   * @return the chains that are older than their kept heads, until {@link #keep()}
   */
  public Set<String> compare() {
    Set<String> older = new LinkedHashSet<>(missing());
    Set<CampaignName> fresh = new LinkedHashSet<>();
    for (String chain : older) {
      if (told.add(chain) && !chain.equals(Rosters.CHAIN)) {
        fresh.add(campaignOf(chain));
      }
    }
    for (CampaignName campaign : fresh) {
      // Once: who has confirmed it meanwhile is not to be asked again.
      board.restored(campaign);
      board.alarm(
          campaign,
          "ledger",
          "the database came back from a backup: it lacks entries that were there when the last"
              + " heads were kept; revokes wait until a person confirms (rekey campaign resume)");
    }
    return older;
  }

  /** Keeps the heads as they are now, once all is done about those that were missed. */
  public void keep() {
    SortedMap<String, Object> now = heads();
    if (!now.equals(read())) {
      write(now);
    }
    told.clear();
  }

  /** Whether any heads were kept. */
  public boolean areKept() {
    return !read().isEmpty();
  }

  /** The chains whose kept head the ledger does not hold any more. */
  public List<String> missing() {
    return missing(read());
  }

  private List<String> missing(SortedMap<String, Object> kept) {
    String[] chains = kept.keySet().toArray(String[]::new);
    Long[] seqs = new Long[chains.length];
    String[] hashes = new String[chains.length];
    for (int i = 0; i < chains.length; i++) {
      String[] head = String.valueOf(kept.get(chains[i])).split(SEPARATOR, 2);
      seqs[i] = Long.valueOf(head[0]);
      hashes[i] = head[1];
    }
    List<String> missing = new ArrayList<>();
    jdbc.sql(
            "select kept.chain from unnest(:chains::text[], :seqs::bigint[], :hashes::text[])"
                + " as kept(chain, seq, hash) where not exists (select 1 from ledger l"
                + " where l.chain = kept.chain and l.seq = kept.seq and l.hash = kept.hash)")
        .param("chains", chains)
        .param("seqs", seqs)
        .param("hashes", hashes)
        .query(row -> {
          missing.add(row.getString("chain"));
        });
    return missing;
  }

  private SortedMap<String, Object> heads() {
    SortedMap<String, Object> heads = new TreeMap<>();
    jdbc.sql(
            "select chains.chain, head.seq, head.hash from"
                + " (select r.id as chain from rotation r join campaign c on c.name = r.campaign"
                + " where c.state in ('running', 'settled') union all"
                + " select 'campaign/' || name from campaign"
                + " where state in ('running', 'settled') union all select 'rosters') chains cross join lateral (select seq, hash"
                + " from ledger l where l.chain = chains.chain order by seq desc limit 1) head")
        .query(row -> {
          heads.put(row.getString("chain"), row.getLong("seq") + SEPARATOR + row.getString("hash"));
        });
    return heads;
  }

  private static CampaignName campaignOf(String chain) {
    String[] parts = chain.split("/", 3);
    return new CampaignName(parts[0].equals("campaign") ? parts[1] : parts[0]);
  }

  private SortedMap<String, Object> read() {
    try {
      return Files.exists(file)
          ? new TreeMap<>(CanonicalJson.read(Files.readString(file)))
          : new TreeMap<>();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new IllegalStateException(
          ("last heads %s: %s (expected: what Rekey wrote there; if it is lost for good, delete"
                  + " it and say so to whoever closes the campaign)")
              .formatted(file, unreadable.getMessage()));
    }
  }

  private void write(Map<String, Object> heads) {
    try {
      KeyFiles.write(file, CanonicalJson.write(heads).getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      throw new IllegalStateException(
          "last heads %s cannot be written: %s".formatted(file, refused.getMessage()));
    }
  }
}
