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

/** Every part is looked at though nothing runs, and what is wrong says what to do. */
@Timeout(120)
class DoctorTest {

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

  private Path key(String name, String mode, String content) throws IOException {
    Path file = rig.home().resolve("keys").resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    return Files.writeString(file, content);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closedSoon.getLocalPort();
    }
  }

  @Test
  void aMachineOnWhichNothingRunsYetIsFine() {
    Outcome outcome = rig.run("doctor");

    assertThat(outcome.out())
        .contains("OK     jdk: Java ")
        .contains("OK     disk: ")
        .contains("OK     configuration: no " + rig.home().resolve("rekey.yaml"))
        .contains("OK     postgresql: Rekey's own; it runs while rekey up does")
        .contains("OK     temporal: Rekey's own; it runs while rekey up does")
        .contains("OK     instance key: ");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(rig.home()).isEmptyDirectory();
  }

  @Test
  void programsReadTheSame() {
    assertThat(rig.run("doctor", "-o", "json").out())
        .startsWith("{\n  \"ok\" : true,\n  \"findings\" : [ {\n    \"part\" : \"jdk\",");
  }

  @Test
  void everyMistakeInTheSettingsIsAFinding() throws IOException {
    settings("prot: 1\nport: zero\n");

    Outcome outcome = rig.run("doctor");

    assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out())
        .contains(
            "WRONG  configuration: %s:1:1: 'prot'".formatted(rig.home().resolve("rekey.yaml")))
        .contains("rekey.yaml:2:7: port: 'zero'")
        .doesNotContain("postgresql:", "temporal:");
  }

  @Test
  void serversThatDoNotAnswerSayWhatToDo() throws IOException {
    int port = closedPort();
    Files.createFile(
        rig.home().resolve("password"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    settings(
        ("temporal: {address: '127.0.0.1:%1$d'}\n"
                + "postgres: {url: 'postgresql://127.0.0.1:%1$d/rekey', user: me,"
                + " password-file: password}\n")
            .formatted(port));

    Outcome outcome = rig.run("doctor");

    assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out())
        .contains("WRONG  postgresql: using PostgreSQL at postgresql://127.0.0.1:" + port)
        .contains(
            "next: see whether it answers: pg_isready --dbname postgresql://127.0.0.1:" + port)
        .contains("WRONG  temporal: using namespace rekey of Temporal at 127.0.0.1:" + port)
        .contains("temporal operator cluster health --address 127.0.0.1:" + port);
  }

  @Test
  void keyFilesThatOthersCanReadOrThatHoldNoKeyAreNamed() throws IOException {
    Path open = key("codec.key", "rw-r-----", "{}");
    Path broken = key("instance.key", "rw-------", "hunter2");
    Path escrow = key("escrow/okta.key", "rw----r--", "{}");

    Outcome outcome = rig.run("doctor");

    assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out())
        .contains("WRONG  codec key: %s can be read by others".formatted(open))
        .contains("next: chmod 600 " + open)
        .contains("WRONG  instance key: key file %s".formatted(broken))
        .contains("next: put the file back from where you keep it")
        .contains("next: chmod 600 " + escrow)
        .doesNotContain("hunter2");
  }

  @Test
  void setupPrintsForTheServersThatAreNamedAndRunsNothing() throws IOException {
    Files.createFile(
        rig.home().resolve("password"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    settings(
        "temporal: {address: 't:7233', namespace: breach}\n"
            + "postgres: {url: 'postgresql://db/evidence?sslmode=require', user: re\"key,"
            + " password-file: password}\n");

    Outcome outcome = rig.run("setup", "--print");

    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out())
        .contains(
            "temporal operator namespace create --address t:7233 --namespace breach --retention"
                + " 365d\n")
        .contains(
            "temporal operator search-attribute create --address t:7233 --namespace breach --type"
                + " Keyword --name RekeyCampaign ")
        .contains("create role \"re\"\"key\" login;\n")
        .contains("create database \"evidence\" owner \"re\"\"key\" encoding 'UTF8'");
    assertThat(rig.run("setup").exit()).isEqualTo(ExitCode.BAD_INPUT);
  }
}
