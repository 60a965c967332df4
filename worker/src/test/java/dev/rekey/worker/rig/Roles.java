// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import dev.rekey.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL of consumers' own, beside Rekey's, with a role for Rekey that is no superuser. */
public final class Roles implements AutoCloseable {

  /** What Rekey's own role is let in with. */
  public static final String OWN_WORD = "what-rekey-is-let-in-with";

  private static final String OWN_ROLE = "rekey_ops";

  private final PostgresServer server;
  private final Path passwordFile;

  private Roles(PostgresServer server, Path passwordFile) {
    this.server = server;
    this.passwordFile = passwordFile;
  }

  /** Starts one that keeps its state there. */
  public static Roles start(Path state) {
    try {
      Path passwordFile =
          Files.createFile(
              state.resolve("own-password"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(passwordFile, OWN_WORD + "\n");
      Roles roles = new Roles(PostgresServer.start(state.resolve("theirs")), passwordFile);
      roles.execute(
          "CREATE ROLE %s LOGIN CREATEROLE PASSWORD '%s'".formatted(OWN_ROLE, OWN_WORD),
          "GRANT SELECT ON pg_authid TO " + OWN_ROLE,
          "GRANT pg_read_all_stats, pg_signal_backend TO " + OWN_ROLE);
      return roles;
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** Settings of a system for this server. */
  public Map<String, String> settings() {
    return Map.of(
        "host",
        "127.0.0.1",
        "port",
        port(),
        "database",
        "rekey",
        "role",
        OWN_ROLE,
        "password",
        "file:" + passwordFile);
  }

  /** A role that Rekey administers, with a password; returns the password's id. */
  public String leak(String role, String word) {
    execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, word),
        "GRANT %s TO %s WITH ADMIN OPTION, INHERIT FALSE, SET FALSE".formatted(role, OWN_ROLE));
    return id(role);
  }

  /**
   * The id of a role's password, as Rekey calls it; the number of the role alone if it has none.
   */
  public String id(String role) {
    return ask(
        "SELECT concat_ws('-', oid, left(encode(sha256(convert_to(rolpassword, 'UTF8')), 'hex'),"
            + " 32)) FROM pg_authid WHERE rolname = '%s'".formatted(role));
  }

  /** The connection string of a consumer. */
  public String dsn(String role, String word) {
    return "postgres://%s:%s@127.0.0.1:%s/rekey?application_name=consumer"
        .formatted(role, word, port());
  }

  /** Opens a session as a consumer does that reads this connection string. */
  public Connection connect(String dsn) throws SQLException {
    String[] user = dsn.substring("postgres://".length(), dsn.indexOf('@')).split(":", 2);
    return DriverManager.getConnection(server.jdbcUrl(), user[0], user[1]);
  }

  /** The code with which a log-in is refused; empty if it is let in. */
  public String refusal(String dsn) {
    try (Connection opened = connect(dsn)) {
      return opened.isValid(5) ? "" : "no answer";
    } catch (SQLException refused) {
      return String.valueOf(refused.getSQLState());
    }
  }

  private String ask(String question) {
    try (Connection connection = superuser();
        Statement made = connection.createStatement();
        ResultSet row = made.executeQuery(question)) {
      row.next();
      return row.getString(1);
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private void execute(String... statements) {
    try (Connection connection = superuser();
        Statement made = connection.createStatement()) {
      for (String statement : statements) {
        made.execute(statement);
      }
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private Connection superuser() throws SQLException {
    try {
      return DriverManager.getConnection(
          server.jdbcUrl(), server.user(), Files.readString(server.passwordFile()).strip());
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private String port() {
    String url = server.jdbcUrl();
    return url.replaceFirst(".*:([0-9]+)/.*", "$1");
  }

  @Override
  public void close() {
    server.close();
  }
}
