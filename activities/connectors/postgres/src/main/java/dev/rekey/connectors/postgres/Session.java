// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call's connection with Rekey's own role, and whether something can have changed by it. */
final class Session {

  private static final String ROLE =
      """
      SELECT oid, rolpassword, rolcanlogin,
             rolvaliduntil IS NULL OR rolvaliduntil > clock_timestamp() AS valid,
             clock_timestamp() AS now
        FROM pg_authid WHERE rolname::text = ?\
      """;

  private static final String OF_ROLE =
      """
      FROM pg_stat_activity
      WHERE usesysid = ?::oid AND pid <> pg_backend_pid()
        AND (backend_start IS NULL OR backend_start <= ?)\
      """;

  private final Connection connection;
  private Effect effect = Effect.NONE;

  Session(Connection connection) {
    this.connection = connection;
  }

  /** What a lost answer would mean now. */
  Effect effect() {
    return effect;
  }

  Connection connection() {
    return connection;
  }

  /** The role of that name, as it is now. */
  Optional<Role> role(String name) throws SQLException {
    try (PreparedStatement asked = connection.prepareStatement(ROLE)) {
      asked.setString(1, name);
      try (ResultSet row = asked.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Role(
                    name,
                    row.getLong("oid"),
                    Optional.ofNullable(row.getString("rolpassword")),
                    row.getBoolean("rolcanlogin") && row.getBoolean("valid"),
                    time(row)))
            : Optional.empty();
      }
    }
  }

  private static Instant time(ResultSet row) throws SQLException {
    OffsetDateTime now = row.getObject("now", OffsetDateTime.class);
    if (now == null) {
      throw new SQLException("the server's clock says nothing", "22004");
    }
    return now.toInstant();
  }

  /**
   * Begins a transaction that no other change of this role can come between, and reads the role
   * anew. {@code ALTER ROLE} without an option changes nothing, but takes the row: whoever wants it
   * waits for us, and fails. Unlike {@code SELECT … FOR UPDATE} it needs no superuser.
   */
  Optional<Role> lock(Role role) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    execute("ALTER ROLE " + role.quoted());
    return role(role.name());
  }

  /** Sets what the server stores of a role's password; null for no password. Not yet committed. */
  void store(Role role, @Nullable Verifier verifier) throws SQLException {
    String stored = verifier == null ? "NULL" : "'" + verifier.text() + "'";
    execute("ALTER ROLE %s PASSWORD %s".formatted(role.quoted(), stored));
  }

  void commit() throws SQLException {
    effect = Effect.POSSIBLE;
    connection.commit();
    connection.setAutoCommit(true);
  }

  void rollback() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  private void execute(String statement) throws SQLException {
    try (Statement made = connection.createStatement()) {
      made.execute(statement);
    }
  }

  /**
   * Ends the sessions that a role opened until then, but never our own.
   *
   * @param wait how many milliseconds to wait for each of them to be gone
   * @return how many are still there
   */
  long end(Role role, Instant until, long wait) throws SQLException {
    effect = Effect.POSSIBLE;
    ask("SELECT count(pg_terminate_backend(pid, %d))".formatted(wait) + OF_ROLE, role, until);
    return ask("SELECT count(*)" + OF_ROLE, role, until);
  }

  private long ask(String question, Role role, Instant until) throws SQLException {
    try (PreparedStatement asked = connection.prepareStatement(question)) {
      asked.setLong(1, role.oid());
      asked.setObject(2, until.atOffset(java.time.ZoneOffset.UTC));
      try (ResultSet row = asked.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
