// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.worker.rig.Together;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Entries of the ledger that were changed, added or taken away are found by their seals and links.
 */
@Together
@ExtendWith(OneSite.class)
@Timeout(1500)
class AlteredLedgerIT {

  private static Site site;

  @BeforeAll
  static void open(Site shared) {
    site = shared;
  }

  @Test
  void aChangedEntryIsHeldAsTampered() {
    Target target = site.target("entry-changed");
    target.untilHeld("not-confirmed");
    long seq = last(target.rotation());
    String body =
        site.text("select body from ledger where chain = ? and seq = " + seq, target.rotation());
    site.run(
        "update ledger set body = replace(body, 'not used', 'used') where chain = ? and seq = "
            + seq,
        target.rotation());

    target.retry();
    target.untilAlarm("entry");
    target.refusesToClose();
    target.requireUntouched();

    site.run(
        "update ledger set body = ? where chain = ? and seq = " + seq, body, target.rotation());
    target.retryToTheEnd();
  }

  @Test
  void anEntryThatNobodySealedIsHeldAsTampered() {
    Target target = site.target("entry-forged");
    target.untilPending("Confirm");
    String rotation = target.rotation();
    forge(rotation, "step", Map.of("step", "confirm", "round", 0L, "result", "done"));

    target.untilHeld("tampered");
    target.untilAlarm("not sealed by this instance");
    target.refusesToClose();
    target.requireUntouched();

    String forged =
        site.text("select hash from ledger where seal = ''::bytea and chain = ?", rotation);
    target.people().until("kept", Target.PATIENCE, () -> site.heads().contains(forged));
    site.run("delete from ledger where seal = ''::bytea and chain = ?", rotation);
    // It was the chain's head for a while, and heads do not go away by themselves.
    target.untilAlarm("came back from a backup");
    target.untilHeld("ledger-behind");
    target.liftBrake();
    target.retryToTheEnd();
  }

  @Test
  void anEntryThatIsMissingHoldsAllRevokes() {
    Target target = site.target("entry-missing");
    target.untilPending("Confirm");
    String rotation = target.rotation();
    String lost =
        site.text("select hash from ledger where chain = ? and seq = " + last(rotation), rotation);
    target.people().until("kept", Target.PATIENCE, () -> site.heads().contains(lost));

    site.run("delete from ledger where hash = ?", lost);

    // Its run may miss the entry first, and wait; that run is ended when the stores are compared.
    target.untilAlarm("came back from a backup");
    target.untilHeldSince("came back from a backup");
    assertThat(target.isHeld("ledger-behind")).isTrue();
    assertThat(target.people().status().get("brake").stringValue()).isEqualTo("restored");
    target.requireUntouched();
    target.liftBrake();
    target.retryToTheEnd();
  }

  /** An entry with the right place, link and hash; only the seal takes a key. */
  private static void forge(String chain, String type, Map<String, Object> body) {
    Head head =
        site.sql()
            .sql("select seq, hash from ledger where chain = ? order by seq desc limit 1")
            .param(chain)
            .query((row, _) -> new Head(row.getLong("seq"), new Digest(row.getString("hash"))))
            .single();
    Entry entry =
        new Entry(
            chain,
            head.seq() + 1,
            head.hash(),
            Instant.ofEpochMilli(System.currentTimeMillis()),
            type,
            new TreeMap<>(body));
    site.sql()
        .sql(
            "insert into ledger (chain, seq, previous, hash, seal, at, type, body)"
                + " values (?, ?, ?, ?, ''::bytea, ?, ?, ?)")
        .params(
            chain,
            entry.seq(),
            entry.previous().value(),
            entry.hash().value(),
            Timestamp.from(entry.at()),
            type,
            CanonicalJson.write(entry.body()))
        .update();
  }

  private static long last(String chain) {
    return site.sql()
        .sql("select max(seq) from ledger where chain = ?")
        .param(chain)
        .query(Long.class)
        .single();
  }
}
