// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.Access;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks who we are and which rights are missing, and says what to run so that they are there.
 *
 * <p>Since version 16 {@code CREATEROLE} reaches only roles that ours administers; which those are
 * to be is known role by role, so that is found at the first change: {@code 42501}, and the grant
 * {@code GRANT "<role>" TO "<ours>" WITH ADMIN OPTION}.
 */
final class RightsCheck {

  /** {@code pg_has_role} and the others are true for a superuser. */
  private static final String QUESTION =
      """
      SELECT session_user::text AS me,
             rolsuper OR rolcreaterole AS alters,
             has_table_privilege('pg_catalog.pg_authid', 'SELECT') AS reads,
             pg_has_role('pg_read_all_stats', 'USAGE') AS sees,
             pg_has_role('pg_signal_backend', 'USAGE') AS ends
        FROM pg_roles WHERE rolname = current_user\
      """;

  private final PostgresSettings settings;
  private final Calls calls;

  RightsCheck(PostgresSettings settings, Calls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  Outcome<Access> check() {
    return calls.call(
        "asking for our own rights",
        session -> {
          try (Statement asked = session.connection().createStatement();
              ResultSet row = asked.executeQuery(QUESTION)) {
            row.next();
            return new Done<>(new Access(row.getString("me"), missing(row)));
          }
        });
  }

  private List<String> missing(ResultSet row) throws SQLException {
    String me = "\"" + settings.role().replace("\"", "\"\"") + "\"";
    List<String> missing = new ArrayList<>();
    if (!row.getBoolean("alters")) {
      missing.add("ALTER ROLE %s CREATEROLE".formatted(me));
    }
    if (!row.getBoolean("reads")) {
      missing.add(
          "GRANT SELECT ON pg_catalog.pg_authid TO %s (in database %s)"
              .formatted(me, settings.database()));
    }
    if (!row.getBoolean("sees")) {
      missing.add("GRANT pg_read_all_stats TO " + me);
    }
    if (!row.getBoolean("ends")) {
      missing.add("GRANT pg_signal_backend TO " + me);
    }
    return missing;
  }
}
