// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.CommandLineRig.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When Rekey cannot be started it says why and what to do, and leaves nothing running. */
@Timeout(120)
class UpTest {

  @TempDir Path folder;

  private CommandLineRig rig = new CommandLineRig(Path.of("."));

  @BeforeEach
  void start() throws IOException {
    rig = new CommandLineRig(folder);
    Files.createDirectories(rig.home());
  }

  private void settings(String yaml) throws IOException {
    Files.writeString(rig.home().resolve("rekey.yaml"), yaml);
  }

  private void nothingWasStarted() {
    assertThat(rig.home().resolve("postgres")).doesNotExist();
    assertThat(rig.home().resolve("temporal")).doesNotExist();
    assertThat(rig.home().resolve("api.json")).doesNotExist();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closedSoon.getLocalPort();
    }
  }

  @Test
  void allMistakesInItsSettingsAreToldAndNothingIsStarted() throws IOException {
    settings("prot: 8233\ntemporal: {namespace: ''}\n");

    Outcome outcome = rig.with("TEMPORAL_ADDRESS", "nowhere").run("up");

    assertThat(outcome.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .containsExactly(
            "rekey: %s:1:1: 'prot' is not known here (expected: one of [playbooks, port, postgres,"
                    .formatted(rig.home().resolve("rekey.yaml"))
                + " reconcile-every, temporal, timing]); did you mean 'port'?",
            "rekey: %s:2:23: temporal.namespace: empty (expected: a value)"
                .formatted(rig.home().resolve("rekey.yaml")),
            "rekey: TEMPORAL_ADDRESS: 'nowhere' (expected: host:port, for example"
                + " temporal.example.com:7233)",
            "next: correct this; nothing was started");
    nothingWasStarted();
  }

  @Test
  void aFileThatIsNamedMustBeThereAndIsTheOneThatIsRead() throws IOException {
    Path named = folder.resolve("other.yaml");
    assertThat(rig.run("up", "--config", named.toString()).err())
        .isEqualTo("rekey: --config: there is no file %s\n".formatted(named));

    settings("port: 8233");
    Files.writeString(named, "port: none");
    Outcome outcome = rig.run("up", "--config", named.toString());

    assertThat(outcome.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err()).contains("other.yaml:1:7: port: 'none' (expected: a whole number");
    nothingWasStarted();
  }

  @Test
  void aTemporalThatDoesNotAnswerIsNamedWithTheCommandThatAsksIt() throws IOException {
    int port = closedPort();
    Outcome outcome = rig.with("TEMPORAL_ADDRESS", "127.0.0.1:" + port).run("up");

    assertThat(outcome.exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(outcome.out())
        .startsWith("asking Temporal at 127.0.0.1:%d, namespace rekey\n".formatted(port));
    assertThat(outcome.err())
        .startsWith(
            "rekey: using namespace rekey of Temporal at 127.0.0.1:%d failed: UNAVAILABLE"
                .formatted(port))
        .contains("Connection refused")
        .contains(
            "\nnext: see whether it answers: temporal operator cluster health --address 127.0.0.1:"
                + port)
        .doesNotContain("\tat ");
    nothingWasStarted();
  }

  @Test
  void whatAnswersThereButIsNoTemporalIsToldApart() {
    try (FakeServer other = FakeServer.start()) {
      Outcome outcome =
          rig.with("TEMPORAL_ADDRESS", other.url().substring("http://".length())).run("up");

      assertThat(outcome.exit()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(outcome.err())
          .startsWith("rekey: using namespace rekey of Temporal at 127.0.0.1:");
      nothingWasStarted();
    }
  }

  @Test
  void aPostgresThatDoesNotAnswerIsNamedWithTheCommandThatAsksIt() throws IOException {
    int port = closedPort();
    Files.createFile(
        rig.home().resolve("password"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    settings(
        "postgres: {url: 'postgresql://127.0.0.1:%d/rekey', user: me, password-file: password}"
            .formatted(port));

    Outcome outcome = rig.run("up");

    assertThat(outcome.exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(outcome.err())
        .startsWith(
            "rekey: using PostgreSQL at postgresql://127.0.0.1:%d/rekey as me failed: Connection to"
                    .formatted(port)
                + " 127.0.0.1:%d refused".formatted(port))
        .contains(
            "\nnext: see whether it answers: pg_isready --dbname postgresql://127.0.0.1:" + port);
    nothingWasStarted();
  }

  @Test
  void aPortThatIsTakenIsSaidBeforeAnythingIsStarted() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Outcome outcome = rig.run("up", "--port", String.valueOf(port));

      assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
      assertThat(outcome.err())
          .isEqualTo(
              "rekey: listening at 127.0.0.1:%d failed: another program has that port\n"
                      .formatted(port)
                  + "next: see which: ss -ltnp 'sport = :%d'; or let Rekey choose: --port 0\n"
                      .formatted(port));
      settings("port: " + port);
      assertThat(rig.run("up").err()).contains("another program has that port");
      nothingWasStarted();
    }
  }
}
