// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.Scope;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import dev.rekey.words.RotationId;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every row of every source; none is ever dropped (P6). */
public final class ScopeStore {

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;

  public ScopeStore(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Takes in a whole source and puts on record what it was, or nothing of it; false if a source of
   * that name is there already.
   */
  public boolean add(CampaignName campaign, String source, byte[] file, List<ScopeRow> rows) {
    return ledger.write(
        CampaignChain.name(campaign),
        chain -> {
          int added =
              jdbc.sql(
                      "insert into source (campaign, name, sha256, taken_at)"
                          + " values (:campaign, :name, :sha256, :at) on conflict do nothing")
                  .param("campaign", campaign.value())
                  .param("name", source)
                  .param("sha256", Digest.of(file).value())
                  .param("at", Timestamp.from(clock.instant()))
                  .update();
          if (added == 1) {
            rows.forEach(row -> insert(campaign, row));
            judge(campaign);
            adoptStrangers(campaign, chain);
            TakenIn taken = TakenIn.of(taken(campaign, source));
            chain.append(TakenIn.TYPE, taken.body(source, Digest.of(file)));
          }
          return added == 1;
        });
  }

  /**
   * What the rows of each source on record are not any more, one line for each; rows may be judged
   * and ruled out, and none may go or name another credential.
   *
   * @param entries the campaign's chain
   */
  List<String> altered(CampaignName campaign, List<Entry> entries) {
    List<String> altered = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.type().equals(TakenIn.TYPE)) {
        String source = Past.text(entry, "source");
        TakenIn.of(taken(campaign, source))
            .objection(entry)
            .ifPresent(why -> altered.add("%s: %s".formatted(source, why)));
      }
    }
    Map<String, String> named = named(campaign);
    named.putAll(Resolved.named(entries));
    for (ScopeRow row : rows(campaign)) {
      String rotation = rotation(campaign, row);
      if (rotation != null && !rotation.equals(named.get(row.position()))) {
        altered.add(
            "%s: names another credential than when it was taken in".formatted(row.position()));
      }
    }
    return altered;
  }

  private Map<String, String> named(CampaignName campaign) {
    Map<String, String> named = new HashMap<>();
    jdbc.sql("select source, line, rotation from scope_row where campaign = :campaign")
        .param("campaign", campaign.value())
        .query(row -> {
          named.put(
              row.getString("source") + ":" + row.getInt("line"),
              Objects.requireNonNullElse(row.getString("rotation"), ""));
        });
    return named;
  }

  private List<TakenIn.Row> taken(CampaignName campaign, String source) {
    return jdbc.sql(
            "select line, shown, rotation from scope_row"
                + " where campaign = :campaign and source = :source order by line")
        .param("campaign", campaign.value())
        .param("source", source)
        .query((row, _) ->
            new TakenIn.Row(
                row.getInt("line"),
                row.getString("shown"),
                Objects.requireNonNullElse(row.getString("rotation"), "")))
        .list();
  }

  /** All rows, by source and line. */
  public List<ScopeRow> rows(CampaignName campaign) {
    return jdbc.sql("select * from scope_row where campaign = :campaign order by source, line")
        .param("campaign", campaign.value())
        .query((row, _) -> {
          String credential = row.getString("credential");
          return new ScopeRow(
              row.getString("source"),
              row.getInt("line"),
              RowState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
              credential == null ? null : Stored.read(credential, LeakedCredential.class),
              row.getString("reason"),
              row.getString("shown"));
        })
        .list();
  }

  /** Rules a row out; the signed reason stands beside it. */
  public void ruleOut(CampaignName campaign, String source, int line, String reason) {
    jdbc.sql(
            "update scope_row set state = 'ruled_out', reason = :reason"
                + " where campaign = :campaign and source = :source and line = :line")
        .param("reason", reason)
        .param("campaign", campaign.value())
        .param("source", source)
        .param("line", line)
        .update();
  }

  /**
   * Puts on record what somebody says that an unresolved row is.
   *
   * @param resolved the row with its credential
   * @return false if the row is not unresolved any more
   */
  public boolean resolve(CampaignName campaign, ScopeRow resolved, PersonName by) {
    return ledger.write(
        CampaignChain.name(campaign),
        chain -> {
          boolean open =
              rows(campaign).stream()
                  .filter(row -> row.position().equals(resolved.position()))
                  .anyMatch(row -> row.state() == RowState.UNRESOLVED);
          if (open) {
            resolve(campaign, resolved, by.value(), chain);
            judge(campaign);
          }
          return open;
        });
  }

  private void resolve(CampaignName campaign, ScopeRow row, String by, Ledger.Writer chain) {
    String rotation = Objects.requireNonNull(rotation(campaign, row), "a resolved row names one");
    update(campaign, row);
    chain.append(Resolved.TYPE, new Resolved(row.position(), rotation, by).body(row));
  }

  /** A stranger that a list names is that list's credential, and no stranger any more. */
  private void adoptStrangers(CampaignName campaign, Ledger.Writer chain) {
    Map<String, ScopeRow> resolved = new HashMap<>();
    List<ScopeRow> rows = rows(campaign);
    for (ScopeRow row : rows) {
      if (row.state() == RowState.RESOLVED && row.credential() != null) {
        resolved.putIfAbsent(row.credential().lane() + "/" + row.credential().id(), row);
      }
    }
    boolean adopted = false;
    for (ScopeRow row : rows) {
      ScopeRow same = resolved.get(row.shown());
      if (same != null && row.state() == RowState.UNRESOLVED && row.source().equals(Board.FOUND)) {
        ScopeRow whole =
            new ScopeRow(
                row.source(), row.line(), RowState.RESOLVED, same.credential(), "", row.shown());
        resolve(campaign, whole, same.position(), chain);
        adopted = true;
      }
    }
    if (adopted) {
      judge(campaign);
    }
  }

  /** Rows of several sources that name the same credential are judged together. */
  private void judge(CampaignName campaign) {
    for (ScopeRow row : Scope.merged(rows(campaign))) {
      update(campaign, row);
    }
  }

  private void insert(CampaignName campaign, ScopeRow row) {
    jdbc.sql(
            "insert into scope_row (campaign, source, line, state, shown, reason, credential,"
                + " rotation) values (:campaign, :source, :line, :state, :shown, :reason,"
                + " :credential, :rotation)")
        .param("campaign", campaign.value())
        .param("source", row.source())
        .param("line", row.line())
        .param("state", row.state().name().toLowerCase(Locale.ROOT))
        .param("shown", row.shown())
        .param("reason", row.reason())
        .param("credential", credential(row), Types.VARCHAR)
        .param("rotation", rotation(campaign, row), Types.VARCHAR)
        .update();
  }

  private void update(CampaignName campaign, ScopeRow row) {
    jdbc.sql(
            "update scope_row set state = :state, reason = :reason, credential = :credential"
                + " where campaign = :campaign and source = :source and line = :line"
                + " and (state <> :state or reason <> :reason"
                + " or credential is distinct from :credential)")
        .param("state", row.state().name().toLowerCase(Locale.ROOT))
        .param("reason", row.reason())
        .param("credential", credential(row), Types.VARCHAR)
        .param("campaign", campaign.value())
        .param("source", row.source())
        .param("line", row.line())
        .update();
  }

  private static @org.jspecify.annotations.Nullable String credential(ScopeRow row) {
    return row.credential() == null ? null : Stored.write(row.credential());
  }

  private static @org.jspecify.annotations.Nullable String rotation(
      CampaignName campaign, ScopeRow row) {
    return row.credential() == null
        ? null
        : new RotationId(campaign, row.credential().lane(), row.credential().id()).toString();
  }
}
