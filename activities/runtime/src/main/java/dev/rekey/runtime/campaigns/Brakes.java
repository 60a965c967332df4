// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The brakes of campaigns: one row each, which the gate reads before every effect, and an entry in
 * the campaign's chain for every time that one is pulled or let go.
 */
public final class Brakes {

  /** The type of the entry that records a brake. */
  private static final String TYPE = "brake";

  private static final String RELEASED = "none";

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;

  public Brakes(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Calls in flight.
   *
   * @param oldestSeconds age of the oldest, 0 if there is none
   */
  public record InFlight(int calls, long oldestSeconds) {}

  /** Pauses or aborts: no new side effect passes the gate from now on. */
  public void pull(CampaignName name, String brake, String reason) {
    set(name, brake, reason);
  }

  /** The brake that is on record, whatever the row says: none, pause or abort. */
  public String recorded(CampaignName name) {
    return ledger
        .last(CampaignChain.name(name), TYPE)
        .map(entry -> Past.text(entry, "brake"))
        .orElse(RELEASED);
  }

  /** Lets pause or abort go. */
  public void release(CampaignName name, String reason) {
    set(name, RELEASED, reason);
  }

  /** Pulls a brake if none is on; false if one is, however it came to be on meanwhile. */
  boolean pullFree(CampaignName name, String brake, String reason) {
    return set(name, "brake = 'none'", brake, reason);
  }

  private void set(CampaignName name, String brake, String reason) {
    set(name, "true", brake, reason);
  }

  private boolean set(CampaignName name, String condition, String brake, String reason) {
    return ledger.write(
        CampaignChain.name(name),
        chain -> {
          int set =
              jdbc.sql("update campaign set brake = :brake where name = :name and " + condition)
                  .param("brake", brake)
                  .param("name", name.value())
                  .update();
          if (set == 1) {
            chain.append(TYPE, Map.of("brake", brake, "reason", reason));
          }
          return set == 1;
        });
  }

  /** A person has seen that a store came back from a backup: revokes may go on. */
  public void confirmRestored(CampaignName name, String reason) {
    ledger.write(
        CampaignChain.name(name),
        chain -> {
          jdbc.sql("update campaign set restored = false where name = :name")
              .param("name", name.value())
              .update();
          return chain.append("restore-confirmed", Map.of("reason", reason));
        });
  }

  /** When the brake was last let go; the beginning of time if it never was. */
  Instant lastReleased(CampaignName name) {
    return ledger.read(CampaignChain.name(name)).stream()
        .filter(entry -> entry.type().equals(TYPE) && Past.text(entry, "brake").equals(RELEASED))
        .map(Entry::at)
        .reduce(Instant.EPOCH, (_, later) -> later);
  }

  /**
   * Waits, but not for long, until no call that was sent before is in flight any more. Holds no
   * connection meanwhile.
   */
  public InFlight settled(CampaignName name) {
    Instant atMost = clock.instant().plus(ANSWER_WITHIN);
    InFlight now = inFlight(name);
    while (now.calls() > 0 && clock.instant().isBefore(atMost)) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      now = inFlight(name);
    }
    return now;
  }

  /** Intents that wait for their outcome: each chain has one writer, so it is its last entry. */
  private InFlight inFlight(CampaignName name) {
    return jdbc.sql(
            "select count(*) as calls, min(last.at) as oldest from rotation r"
                + " cross join lateral (select type, at from ledger where chain = r.id"
                + " order by seq desc limit 1) last"
                + " where r.campaign = :campaign and last.type = 'intent'")
        .param("campaign", name.value())
        .query((row, _) -> {
          Timestamp oldest = row.getTimestamp("oldest");
          return new InFlight(
              row.getInt("calls"),
              oldest == null
                  ? 0
                  : Duration.between(oldest.toInstant(), clock.instant()).toSeconds());
        })
        .single();
  }
}
