// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.SystemRightsView;
import dev.rekey.worker.cli.api.SystemView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SystemCommandsTest {

  @TempDir Path folder;

  private CommandLineRig rig;
  private FakeServer server;

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
    server = FakeServer.start().in(rig.home());
    server.answers("POST /systems", new SystemView("aws-prod", "aws", Map.of(), false, 1));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSecretFromStandardInputIsKeptInAFileOfItsOwnersAndReferredTo() throws IOException {
    Outcome added =
        rig.withInput("s3cret-of-ours\n")
            .run("system", "add", "aws-prod", "--connector", "aws", "--secret", "credentials=-");

    assertThat(added.exit()).isEqualTo(ExitCode.DONE);
    Path kept;
    try (Stream<Path> files = Files.list(rig.home().resolve("secrets"))) {
      kept = files.findFirst().orElseThrow();
    }
    assertThat(kept).hasContent("s3cret-of-ours");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(server.last("POST /systems").body())
        .contains("\"credentials\":\"file:" + kept + "\"")
        .doesNotContain("s3cret-of-ours");
    assertThat(added.out() + added.err()).doesNotContain("s3cret-of-ours");
  }

  @Test
  void aVaultIsReferredToAndASecretInClearIsRefusedUnshown() {
    Outcome added =
        rig.run(
            "system",
            "add",
            "aws-prod",
            "--connector",
            "aws",
            "--secret",
            "credentials=vault:bao-prod:secret/rekey/aws#/key");
    Outcome refused =
        rig.run("system", "add", "x", "--connector", "aws", "--secret", "credentials=s3cret");

    assertThat(added.exit()).isEqualTo(ExitCode.DONE);
    assertThat(server.last("POST /systems").body())
        .contains("vault:bao-prod:secret/rekey/aws#/key");
    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err()).doesNotContain("s3cret");
  }

  @Test
  void aSecretIsKeptNowhereButInItsFolder() {
    Outcome climbing =
        rig.withInput("s3cret\n")
            .run("system", "add", "x", "--connector", "aws", "--secret", "../../out=-");
    Outcome marked = rig.run("system", "add", "x", "--connector", "aws", "--set", "a\u202eb=1");

    assertThat(climbing.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(climbing.err())
        .contains("--secret: '../../out' (expected: the name of a setting, of a-z, 0-9 and -)");
    assertThat(rig.home().resolve("secrets")).doesNotExist();
    assertThat(rig.folder().resolve("out")).doesNotExist();
    assertThat(marked.err()).contains("--set: 'a\\u{202e}b'").doesNotContain("\u202e");
  }

  @Test
  void rightsArePrintedAloneSoThatTheyCanBePiped() {
    server.answers(
        "GET /systems/aws-prod/rights",
        new SystemRightsView(
            "aws-prod", "aws", "{\"Version\": \"2012-10-17\",\n\"Statement\": []}"));

    Outcome rights = rig.run("system", "rights", "aws-prod");

    assertThat(rights.exit()).isEqualTo(ExitCode.DONE);
    assertThat(rights.out().lines().toList())
        .isEqualTo(List.of("{\"Version\": \"2012-10-17\",", "\"Statement\": []}"));
  }

  @Test
  void whereThereIsNothingToGrantThatIsSaidBesideAndNothingIsPrinted() {
    server.answers("GET /systems/web/rights", new SystemRightsView("web", "health", ""));

    Outcome rights = rig.run("system", "rights", "web");

    assertThat(rights.exit()).isEqualTo(ExitCode.DONE);
    assertThat(rights.out()).isEmpty();
    assertThat(rights.err()).contains("nothing to grant");
  }
}
