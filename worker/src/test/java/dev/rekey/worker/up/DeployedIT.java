// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.servers.ChildProcess;
import dev.rekey.servers.ChildSpec;
import dev.rekey.servers.PostgresServer;
import dev.rekey.servers.TemporalOptions;
import dev.rekey.servers.TemporalServer;
import dev.rekey.worker.cli.Finding;
import dev.rekey.worker.cli.UpOptions;
import dev.rekey.worker.rig.ChildJvm;
import dev.rekey.worker.rig.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code setup --print} prints, run against real servers by their administrators; what the
 * units of systemd start, as processes; and what the doctor says while parts are taken away.
 */
@Together
@Order(10)
@Timeout(420)
class DeployedIT {

  private static final String PASSWORD = "a-password-of-the-test";

  @TempDir Path theirs;

  @TempDir Path home;

  private final List<ChildProcess> started = new ArrayList<>();

  @Test
  void whatSetupPrintsAndUnitsStartWorksAndTheDoctorSeesWhatIsTakenAway() throws Exception {
    TemporalServer temporal = TemporalServer.start(theirs, TemporalOptions.headless());
    PostgresServer postgres = PostgresServer.start(theirs);
    try {
      writeSettings(temporal, postgres);
      applySetup(postgres);
      rekey("server", unit("rekey-server.service"), "it serves no queue");
      rekey("worker", unit("rekey-worker@.service"), "worker serves the core");

      assertThat(wrong("")).isEmpty();
      assertThat(parts())
          .contains("postgresql", "temporal", "queue rekey", "clock")
          .doesNotContain("python", "cache");

      started.reversed().forEach(ChildProcess::stop);
      temporal.close();
      assertThat(wrong("temporal")).isNotEmpty().allMatch(one -> one.next() != null);
      assertThat(wrong("postgresql")).isEmpty();

      postgres.close();
      assertThat(wrong("postgresql")).isNotEmpty().allMatch(one -> one.next() != null);
    } finally {
      started.reversed().forEach(ChildProcess::stop);
      temporal.close();
      postgres.close();
    }
  }

  private void writeSettings(TemporalServer temporal, PostgresServer postgres) throws IOException {
    Path password =
        Files.createFile(
            home.resolve("pg.password"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, PASSWORD);
    Files.writeString(
        home.resolve("rekey.yaml"),
        """
        temporal: {address: "%s", namespace: breach}
        postgres: {url: "%s", user: responders, password-file: pg.password}
        """
            .formatted(
                temporal.target(),
                postgres.jdbcUrl().replaceFirst("^jdbc:", "").replaceFirst("/[^/?]+$", "/leaks")));
  }

  private UpOptions options() {
    return new UpOptions(home, 0, null, Map.of(), Map.of());
  }

  /** As the administrators of both servers would: lines of a shell, then of SQL. */
  private void applySetup(PostgresServer postgres) throws Exception {
    assertThat(SettingsFile.of(options()).read(true)).isInstanceOf(Reading.Read.class);
    for (String line : new UpServers().setup(options())) {
      if (line.startsWith("temporal ")) {
        assertThat(shell(TemporalServer.program() + line.substring("temporal".length()))).isZero();
      } else if (line.startsWith("create ")) {
        sql(postgres, line);
      }
    }
    sql(postgres, "alter role responders password '%s'".formatted(PASSWORD));
  }

  private int shell(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(theirs.resolve("setup.log").toFile())
            .start();
    int exit = process.waitFor();
    assertThat(exit).as(Files.readString(theirs.resolve("setup.log"))).isZero();
    return exit;
  }

  private static void sql(PostgresServer postgres, String statement)
      throws SQLException, IOException {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(),
                postgres.user(),
                Files.readString(postgres.passwordFile()).strip());
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  /** The words of a unit, with this machine's Java, classes and folders for those of a server. */
  private List<String> unit(String file) throws IOException {
    String line =
        Files.readAllLines(Path.of("..", "deploy", file)).stream()
            .filter(one -> one.startsWith("ExecStart=/usr/bin/env java "))
            .findFirst()
            .orElseThrow();
    return Stream.of(
            line.substring("ExecStart=/usr/bin/env ".length())
                .replace("$SERVES", "--core")
                .split(" ", -1))
        .map(word ->
            word.equals("java")
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : word.replace(
                        "/opt/rekey/worker/target/rekey/lib/*",
                        System.getProperty("java.class.path"))
                    .replace("/var/lib/rekey", home.toString())
                    .replace("/etc/rekey/rekey.yaml", home.resolve("rekey.yaml").toString()))
        .toList();
  }

  private void rekey(String name, List<String> command, String up) throws IOException {
    ChildProcess process =
        ChildProcess.start(new ChildSpec(name, theirs.resolve(name), command, 1));
    started.add(process);
    ChildJvm.requireUp(process, up);
  }

  private List<Finding> wrong(String part) {
    return new UpServers()
        .examine(options(), List.of()).stream()
            .filter(one -> !one.ok() && one.part().startsWith(part))
            .toList();
  }

  private List<String> parts() {
    return new UpServers().examine(options(), List.of()).stream().map(Finding::part).toList();
  }
}
