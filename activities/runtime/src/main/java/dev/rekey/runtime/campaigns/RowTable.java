// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.planning.scope.Clues;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.RotationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/** The table of rows. What a row named when it was taken in is never written again. */
final class RowTable {

  private final JdbcClient jdbc;

  RowTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * All rows, by source and line.
   *
   * @throws TamperedLedger if what one says cannot be read: Rekey has not written that
   */
  List<ScopeRow> rows(CampaignName campaign) {
    return jdbc.sql("select * from scope_row where campaign = :campaign order by source, line")
        .param("campaign", campaign.value())
        .query((row, _) -> row(row))
        .list();
  }

  private static ScopeRow row(ResultSet row) throws SQLException {
    String source = row.getString("source");
    int line = row.getInt("line");
    String credential = row.getString("credential");
    try {
      return new ScopeRow(
          source,
          line,
          RowState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
          credential == null ? null : Stored.read(credential, LeakedCredential.class),
          row.getString("reason"),
          row.getString("shown"),
          Stored.read(row.getString("clues"), Clues.class));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw new TamperedLedger(
          "rows were altered: %s:%d: what it says cannot be read".formatted(source, line));
    }
  }

  /** Which rotation each row named when it was taken in, by position; empty if none. */
  Map<String, String> named(CampaignName campaign) {
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

  /** What of a source's rows never changes. */
  List<TakenIn.Row> taken(CampaignName campaign, String source) {
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

  /** Whether a rotation has ended with its proof: it needs no value any more. */
  boolean isProven(RotationId rotation) {
    return jdbc.sql("select exists (select 1 from rotation where id = :id and state = 'proven')")
        .param("id", rotation.toString())
        .query(Boolean.class)
        .single();
  }

  void insert(CampaignName campaign, ScopeRow row) {
    jdbc.sql(
            "insert into scope_row (campaign, source, line, state, shown, reason, credential,"
                + " rotation, clues) values (:campaign, :source, :line, :state, :shown, :reason,"
                + " :credential, :rotation, :clues)")
        .param("campaign", campaign.value())
        .param("source", row.source())
        .param("line", row.line())
        .param("state", row.state().name().toLowerCase(Locale.ROOT))
        .param("shown", row.shown())
        .param("reason", row.reason())
        .param("credential", credential(row), Types.VARCHAR)
        .param("rotation", rotation(campaign, row), Types.VARCHAR)
        .param("clues", Stored.write(row.clues()))
        .update();
  }

  void update(CampaignName campaign, ScopeRow row) {
    jdbc.sql(
            "update scope_row set state = :state, reason = :reason, credential = :credential,"
                + " clues = :clues"
                + " where campaign = :campaign and source = :source and line = :line"
                + " and (state <> :state or reason <> :reason or clues <> :clues"
                + " or credential is distinct from :credential)")
        .param("state", row.state().name().toLowerCase(Locale.ROOT))
        .param("reason", row.reason())
        .param("credential", credential(row), Types.VARCHAR)
        .param("clues", Stored.write(row.clues()))
        .param("campaign", campaign.value())
        .param("source", row.source())
        .param("line", row.line())
        .update();
  }

  private static @Nullable String credential(ScopeRow row) {
    return row.credential() == null ? null : Stored.write(row.credential());
  }

  /** The rotation that a row's credential has; null if it names none. */
  static @Nullable String rotation(CampaignName campaign, ScopeRow row) {
    return row.credential() == null
        ? null
        : new RotationId(campaign, row.credential().lane(), row.credential().id()).toString();
  }
}
