// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PostgresServerIT {
  @TempDir Path state;

  @Test
  void keepsWhatWasCommittedWhenItIsKilled() throws Exception {
    try (PostgresServer first = PostgresServer.start(state)) {
      try (Connection connection = connect(first);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        first.kill();
      }
      assertThat(first.isAlive()).isFalse();

      try (PostgresServer second = PostgresServer.start(state)) {
        assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
        assertThat(answer(second)).isEqualTo(42);
      }
    }
  }

  @Test
  void waitsForTheLastQueriesOfAKilledOne() throws Exception {
    PostgresServer first = PostgresServer.start(state);
    try (Connection connection = connect(first)) {
      Thread query = Thread.ofPlatform().daemon().start(() -> compute(connection));
      assertThat(Waiting.until(Duration.ofSeconds(20), () -> computes(first))).isTrue();
      first.kill();

      try (PostgresServer second = PostgresServer.start(state)) {
        assertThat(second.isAlive()).isTrue();
        assertThat(second.process().spec().log())
            .content()
            .contains("pre-existing shared memory block");
      }
      query.join();
    }
  }

  @Test
  void isTakenOverByTheNextRun() {
    PostgresServer first = PostgresServer.start(state);
    try (PostgresServer second = PostgresServer.start(state)) {
      assertThat(second.process().pid()).isEqualTo(first.process().pid());
    }
    assertThat(first.isAlive()).isFalse();
  }

  @Test
  void startsAlthoughAnotherProcessHasTheNumberOfTheDeadOne() throws Exception {
    PostgresServer.start(state).kill();
    Path lock = state.resolve("postgres/data/postmaster.pid");
    String rest = Files.readString(lock).replaceFirst("\\d+", "");
    Files.writeString(lock, ProcessHandle.current().pid() + rest);

    try (PostgresServer server = PostgresServer.start(state)) {
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void runsAsNobodyWhereRootMayMakeNoNamespace() {
    UnprivilegedUser itself = UnprivilegedUser.ofThisProcess();
    boolean root = !itself.prefix().isEmpty();
    UnprivilegedUser user = root ? UnprivilegedUser.asNobody() : itself;

    PostgresServer.start(state, user).kill();
    try (PostgresServer server = PostgresServer.start(state, user)) {
      assertThat(server.isAlive()).isTrue();
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    try (PostgresServer server = PostgresServer.start(state)) {
      assertThat(Files.getPosixFilePermissions(server.passwordFile()))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guessed"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void endsAlthoughAClientStays() throws Exception {
    PostgresServer server = PostgresServer.start(state);
    try (Connection connection = connect(server)) {
      assertThat(connection.isValid(5)).isTrue();
      server.stop();
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void refusesDataOfAnotherMajorVersion() throws Exception {
    PostgresServer.start(state).stop();
    Files.writeString(state.resolve("postgres/data/PG_VERSION"), "9\n");

    assertThatThrownBy(() -> PostgresServer.start(state))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("it was made by version 9, this build brings postgres");
  }

  private static Connection connect(PostgresServer server) throws Exception {
    return DriverManager.getConnection(
        server.jdbcUrl(), server.user(), Files.readString(server.passwordFile()));
  }

  /** Takes seconds, says nothing meanwhile, and so does not notice that its server is dead. */
  private static void compute(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT count(*) FROM generate_series(1, 1500) a, generate_series(1, 10000) b");
    } catch (SQLException e) {
      // The server was killed: that is the point.
    }
  }

  private static boolean computes(PostgresServer server) {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                    + " AND query LIKE '%generate_series%' AND pid <> pg_backend_pid()")) {
      return rows.next() && rows.getInt(1) > 0;
    } catch (Exception e) {
      throw new AssertionError("the server should answer", e);
    }
  }

  private static int answer(PostgresServer server) throws Exception {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT answer FROM kept")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
