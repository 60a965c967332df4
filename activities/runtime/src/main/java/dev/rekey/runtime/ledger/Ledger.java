// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and appends to chains; whatever it returns has been verified, hash by hash. */
public final class Ledger {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Seals key;
  private final VerifiedChains read;
  private final Clock clock;

  public Ledger(JdbcClient jdbc, TransactionTemplate transactions, InstanceKey key, Clock clock) {
    this(jdbc, transactions, (Seals) key, clock);
  }

  private Ledger(JdbcClient jdbc, TransactionTemplate transactions, Seals key, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.key = key;
    this.read = new VerifiedChains(key);
    this.clock = clock;
  }

  /** What can still be read when the instance key is lost: that hashes and links fit, no more. */
  public static Ledger withoutKey(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
    return new Ledger(jdbc, transactions, new NoKey(), clock);
  }

  /** Whether nothing was ever sealed. */
  public boolean isEmpty() {
    return !jdbc.sql("select exists (select 1 from ledger)").query(Boolean.class).single();
  }

  /** The names of all chains. */
  public List<String> chains() {
    return jdbc.sql("select distinct chain from ledger order by chain")
        .query((row, _) -> row.getString("chain"))
        .list();
  }

  /**
   * Reads a whole chain.
   *
   * @throws TamperedLedger if any hash, link or seal is not what it must be
   */
  public List<Entry> read(String chain) {
    return read.verified(
        chain,
        jdbc.sql(
                "select chain, seq, previous, hash, seal, at, type, body from ledger"
                    + " where chain = :chain order by seq")
            .param("chain", chain)
            .query((row, _) -> SealedRow.of(row))
            .list());
  }

  /**
   * Reads a chain's last entry of a type by itself, without its neighbours: enough to know that
   * this instance wrote it, not that nothing was cut off behind it.
   *
   * @throws TamperedLedger if its hash or its seal is not what it must be
   */
  public Optional<Entry> last(String chain, String type) {
    Optional<SealedRow> last =
        jdbc.sql(
                "select chain, seq, previous, hash, seal, at, type, body from ledger"
                    + " where chain = :chain and type = :type order by seq desc limit 1")
            .param("chain", chain)
            .param("type", type)
            .query((row, _) -> SealedRow.of(row))
            .optional();
    return last.map(row -> row.verified(row.entry(), key));
  }

  /**
   * The same of many chains at once, by chain.
   *
   * @throws TamperedLedger if the hash or the seal of one of them is not what it must be
   */
  public Map<String, Entry> last(List<String> chains, String type) {
    Map<String, Entry> last = new TreeMap<>();
    if (!chains.isEmpty()) {
      jdbc.sql(
              "select distinct on (chain) chain, seq, previous, hash, seal, at, type, body"
                  + " from ledger where chain in (:chains) and type = :type"
                  + " order by chain, seq desc")
          .param("chains", chains)
          .param("type", type)
          .query((row, _) -> SealedRow.of(row))
          .list()
          .forEach(row -> last.put(row.entry().chain(), row.verified(row.entry(), key)));
    }
    return last;
  }

  /**
   * Works on a chain in one transaction, alone: whoever comes second waits. What {@code work}
   * writes through the same {@link JdbcClient} commits with it or not at all.
   */
  public <R> R write(String chain, Function<Writer, R> work) {
    R result =
        transactions.execute(_ -> {
          jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:chain, 0))")
              .param("chain", chain)
              .query((row, _) -> 1)
              .single();
          return work.apply(new Writer(chain, new ArrayList<>(read(chain))));
        });
    if (result == null) {
      throw new IllegalStateException("work on chain %s returned nothing".formatted(chain));
    }
    return result;
  }

  /**
   * Seals every entry of a chain anew whose old seals nobody can check any more.
   *
   * @param head what people vouched for; holds the whole chain
   * @throws TamperedLedger if the chain does not end there
   */
  public void sealAnew(String chain, Head head) {
    List<Entry> entries = withoutKey(jdbc, transactions, clock).read(chain);
    if (entries.isEmpty() || !entries.getLast().head().equals(head)) {
      throw new TamperedLedger("%s does not end where people vouched for it".formatted(chain));
    }
    jdbc.sql(
            "update ledger l set seal = decode(anew.seal, 'hex')"
                + " from unnest(:seqs::bigint[], :seals::text[]) as anew(seq, seal)"
                + " where l.chain = :chain and l.seq = anew.seq")
        .param("seqs", entries.stream().map(Entry::seq).toArray(Long[]::new))
        .param(
            "seals",
            entries.stream()
                .map(entry -> HexFormat.of().formatHex(key.seal(entry.hash())))
                .toArray(String[]::new))
        .param("chain", chain)
        .update();
  }

  /** Whether the newest entry of a type, in whatever chain, is sealed with this key. */
  public boolean hasSealedLast(String type) {
    return jdbc.sql("select hash, seal from ledger where type = :type order by at desc limit 1")
        .param("type", type)
        .query((row, _) -> key.sealed(new Digest(row.getString("hash")), row.getBytes("seal")))
        .optional()
        .orElse(false);
  }

  /**
   * Seals with a new instance key from now on, and says so in each of these chains.
   *
   * @return the new key's id
   */
  public int rotateKey(List<String> chains) {
    if (!(key instanceof InstanceKey own)) {
      throw new IllegalStateException("the instance key is lost (expected: one to rotate)");
    }
    int id = own.rotate();
    chains.forEach(chain -> write(chain, its -> its.append("instance-key", Map.of("key", id))));
    return id;
  }

  /** The chain inside the transaction. */
  public final class Writer {

    private final String chain;
    private final List<Entry> entries;

    private Writer(String chain, List<Entry> entries) {
      this.chain = chain;
      this.entries = entries;
    }

    /** The whole chain, with what was appended in this transaction. */
    public List<Entry> entries() {
      return List.copyOf(entries);
    }

    /** The chain's name. */
    public String name() {
      return chain;
    }

    public Head head() {
      return entries.isEmpty() ? Head.start(chain) : entries.getLast().head();
    }

    /** Appends one entry and returns the new head. */
    public Head append(String type, Map<String, ?> body) {
      Head head = head();
      Entry entry =
          new Entry(
              chain,
              head.seq() + 1,
              head.hash(),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              type,
              new TreeMap<>(CanonicalJson.read(CanonicalJson.write(body))));
      Digest hash = entry.hash();
      jdbc.sql(
              "insert into ledger (chain, seq, previous, hash, seal, at, type, body)"
                  + " values (:chain, :seq, :previous, :hash, :seal, :at, :type, :body)")
          .param("chain", chain)
          .param("seq", entry.seq())
          .param("previous", entry.previous().value())
          .param("hash", hash.value())
          .param("seal", key.seal(hash))
          .param("at", java.sql.Timestamp.from(entry.at()))
          .param("type", type)
          .param("body", CanonicalJson.write(entry.body()))
          .update();
      entries.add(entry);
      return entry.head();
    }
  }
}
