// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.servers.PostgresServer;
import dev.rekey.words.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * One real PostgreSQL for all tests of this module, which writes every statement to its log and
 * counts it in {@code pg_stat_statements}, and the superuser's way to it beside the connector.
 */
final class RunningPostgres {

  /** Rekey's own role there: no superuser, and nothing but what the rights check asks for. */
  static final String OWN_ROLE = "rekey_ops";

  static final String OWN_WORD = "Own-role's password, 'quoted'";

  static final String DATABASE = "rekey";

  private static final Grants GRANTS = new Grants(OWN_ROLE, DATABASE);

  /** What {@code pg_hba.conf} says of roles with names of these forms, before all else. */
  private static final String DOORS =
      """
      host all trusted 127.0.0.1/32 trust
      host all in_clear 127.0.0.1/32 password
      host all shut_out 127.0.0.1/32 reject
      """;

  private final Path state;
  private final PostgresServer server;

  private RunningPostgres() {
    try {
      this.state = Files.createTempDirectory("rekey-postgres");
      PostgresServer first = PostgresServer.start(state);
      execute(
          first,
          "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'",
          "ALTER SYSTEM SET log_statement = 'all'",
          "ALTER SYSTEM SET pg_stat_statements.track_utility = on");
      first.close();
      Path doors = state.resolve("postgres/data/pg_hba.conf");
      Files.writeString(doors, DOORS + Files.readString(doors));
      this.server = PostgresServer.start(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
    execute(
        "CREATE EXTENSION pg_stat_statements",
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(OWN_ROLE, OWN_WORD.replace("'", "''")));
    // Exactly what is printed to be granted: that it is enough, the whole contract shows.
    execute(GRANTS.always().toArray(String[]::new));
  }

  private static final class Holder {
    private static final RunningPostgres ONLY = new RunningPostgres();
  }

  static RunningPostgres get() {
    return Holder.ONLY;
  }

  URI address() {
    return URI.create(server.jdbcUrl().substring("jdbc:".length()));
  }

  Path log() {
    return state.resolve("postgres.log");
  }

  Secret ownPassword() {
    return Secret.taking((OWN_WORD + "\n").toCharArray());
  }

  /** A role that may log in and that Rekey's own role administers. */
  void createRole(String name) {
    String quoted = quoted(name);
    execute("CREATE ROLE %s LOGIN".formatted(quoted), GRANTS.over(name));
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** As the superuser, each in a transaction of its own. */
  void execute(String... statements) {
    execute(server, statements);
  }

  private static void execute(PostgresServer server, String... statements) {
    try (Connection connection = superuser(server);
        Statement made = connection.createStatement()) {
      for (String statement : statements) {
        made.execute(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of what a query of the superuser finds. */
  List<String> column(String query) {
    try (Connection connection = superuser(server);
        Statement made = connection.createStatement();
        ResultSet rows = made.executeQuery(query)) {
      List<String> column = new ArrayList<>();
      while (rows.next()) {
        column.add(String.valueOf(rows.getString(1)));
      }
      return column;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A session of a role, as a consumer has it. */
  Connection session(String role, String word) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), role, word);
  }

  private static Connection superuser(PostgresServer server) throws SQLException {
    try {
      return DriverManager.getConnection(
          server.jdbcUrl(), server.user(), Files.readString(server.passwordFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
