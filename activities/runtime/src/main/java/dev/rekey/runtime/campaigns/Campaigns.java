// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.Incident;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores campaigns, their state and their brake. */
public final class Campaigns {

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;

  public Campaigns(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Creates a campaign, pinned to a roster; false if there is one of that name. */
  public boolean create(CampaignName name, Incident incident, PersonName author, Digest roster) {
    return jdbc.sql(
                "insert into campaign (name, cause, exposed_from, exposed_until, cut_off, author,"
                    + " roster, state, brake, plan, created_at) values (:name, :cause, :from,"
                    + " :until, :cutOff, :author, :roster, 'open', 'none', 0, :at)"
                    + " on conflict do nothing")
            .param("name", name.value())
            .param("cause", incident.cause())
            .param("from", Timestamp.from(incident.exposedFrom()))
            .param("until", Timestamp.from(incident.exposedUntil()))
            .param("cutOff", Timestamp.from(incident.cutOff()))
            .param("author", author.value())
            .param("roster", roster.value())
            .param("at", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  public Optional<CampaignRow> find(CampaignName name) {
    return jdbc.sql("select * from campaign where name = :name")
        .param("name", name.value())
        .query((row, _) -> campaign(row))
        .optional();
  }

  public List<CampaignRow> all() {
    return jdbc.sql("select * from campaign order by name").query((row, _) -> campaign(row)).list();
  }

  public void state(CampaignName name, String state) {
    jdbc.sql("update campaign set state = :state where name = :name")
        .param("state", state)
        .param("name", name.value())
        .update();
  }

  /** Who wrote a plan, as its making is on record: a row could name anybody. */
  public PersonName planAuthor(CampaignName name, int plan) {
    String chain = CampaignChain.name(name);
    return ledger
        .last(chain, "plan")
        .filter(entry -> isPlan(entry, plan))
        .or(() -> ledger.read(chain).stream().filter(entry -> isPlan(entry, plan)).findFirst())
        .map(Campaigns::author)
        .orElseThrow(
            () -> new TamperedLedger("campaign %s has no plan %d on record".formatted(name, plan)));
  }

  private static boolean isPlan(Entry entry, int number) {
    return entry.type().equals("plan") && Long.valueOf(number).equals(entry.body().get("number"));
  }

  private static PersonName author(Entry plan) {
    return new PersonName(Past.text(plan, "author"));
  }

  private static CampaignRow campaign(ResultSet row) throws SQLException {
    return new CampaignRow(
        new CampaignName(row.getString("name")),
        new Incident(
            row.getString("cause"),
            instant(row, "exposed_from"),
            instant(row, "exposed_until"),
            instant(row, "cut_off")),
        new PersonName(row.getString("author")),
        new Digest(row.getString("roster")),
        row.getString("state"),
        row.getString("brake"),
        row.getBoolean("restored"),
        row.getInt("plan"),
        row.getInt("amendment"),
        instant(row, "created_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
