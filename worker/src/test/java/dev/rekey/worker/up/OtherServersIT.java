// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.servers.PostgresServer;
import dev.rekey.servers.ServerFailure;
import dev.rekey.servers.TemporalOptions;
import dev.rekey.servers.TemporalServer;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Servers that somebody else runs are used as they are, and left running. */
@Together
@Timeout(1500)
class OtherServersIT {

  @TempDir static Path theirs;

  private static PostgresServer postgres;
  private static TemporalServer temporal;

  @TempDir Path home;

  private final List<String> told = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void somebodyStartsTheirs() {
    postgres = PostgresServer.start(theirs);
    temporal = TemporalServer.start(theirs, TemporalOptions.headless());
  }

  @AfterAll
  static void somebodyEndsTheirs() {
    temporal.close();
    postgres.close();
  }

  private void up(TemporalAt temporalAt, PostgresAt postgresAt) {
    Embedded.start(
            home,
            new UpSettings(
                temporalAt, postgresAt, 0, Timing.DEFAULT, Timing.DEFAULT.heartbeat(), List.of()),
            told::add)
        .close();
  }

  private void refused(PostgresAt at, String answered, String next) {
    assertThatThrownBy(() -> up(theirTemporal("rekey"), at))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining(answered)
        .hasMessageContaining("next: " + next);
    // All are asked, so that all that is wrong is told at once; nothing was started.
    assertThat(told).hasSize(2).allMatch(line -> line.startsWith("asking "));
  }

  private static TemporalAt theirTemporal(String namespace) {
    return new TemporalAt(temporal.target(), namespace, null);
  }

  private static PostgresAt theirPostgres() {
    return new PostgresAt(postgres.jdbcUrl(), postgres.user(), postgres.passwordFile());
  }

  private Path password(String text) throws IOException {
    Path file =
        Files.createFile(
            home.resolve("password"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  private static void sql(String statement) throws SQLException, IOException {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.user(), Files.readString(postgres.passwordFile()));
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  @Test
  void areUsedShownAndLeftRunning() {
    UpSettings set =
        new UpSettings(
            theirTemporal("rekey"),
            theirPostgres(),
            0,
            Timing.DEFAULT,
            Timing.DEFAULT.heartbeat(),
            List.of());
    try (Embedded rekey = Embedded.start(home, set, told::add)) {
      JsonNode status =
          new Api(rekey.settings().port(), rekey.settings().token()).get("/status").good();
      assertThat(status.get("temporal").get("address").stringValue()).isEqualTo(temporal.target());
      assertThat(status.get("temporal").get("ui").isNull()).isTrue();
      assertThat(status.get("database").stringValue()).isEqualTo(postgres.jdbcUrl());
      assertThatThrownBy(rekey::temporal).hasMessage("Temporal is somebody else's");
    }
    assertThat(told)
        .containsExactly(
            "asking PostgreSQL at " + postgres.jdbcUrl(),
            "asking Temporal at %s, namespace rekey".formatted(temporal.target()),
            "starting Rekey");
    assertThat(temporal.isAlive()).isTrue();
    assertThat(postgres.isAlive()).isTrue();
    assertThat(home.resolve("temporal")).doesNotExist();
    assertThat(home.resolve("postgres")).doesNotExist();
  }

  @Test
  void aNamespaceThatForgetsBeforeACampaignEndsIsRefused() {
    assertThatThrownBy(() -> up(theirTemporal("default"), theirPostgres()))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("it keeps ended workflows for 1 days (expected: at least 90")
        .hasMessageContaining(
            "next: temporal operator namespace update --address %s --namespace default --retention"
                .formatted(temporal.target()));
  }

  @Test
  void aWrongPasswordIsRefusedAndNotRepeated() throws IOException {
    Path file = password("hunter2");
    refused(
        new PostgresAt(postgres.jdbcUrl(), postgres.user(), file),
        "password authentication failed for user \"rekey\"",
        "put the password of rekey into " + file);
    assertThat(told).noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    refused(
        new PostgresAt(postgres.jdbcUrl() + "x", postgres.user(), postgres.passwordFile()),
        "database \"rekeyx\" does not exist",
        "make it: createdb");
  }

  @Test
  void aUserWhoMayNotMakeTablesIsToldWhatToGrant() throws IOException, SQLException {
    sql("create role reader login password 'reader'");
    refused(
        new PostgresAt(postgres.jdbcUrl(), "reader", password("reader")),
        "user reader may not make tables there",
        "let it: psql --command 'grant create on schema public to \"reader\"'");
  }
}
