// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.servers.OpenBaoServer;
import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads about a system that does not let Rekey in: one line, and what to do. */
@Together
@Timeout(1500)
class SystemCheckIT {

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @TempDir Path folder;

  private void refused(CommandLineRig rig, String system, String line) {
    Outcome outcome = rig.run("system", "check", system);
    assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).startsWith(system + ": NOT OK, " + line).hasLineCount(1);
    assertThat(outcome.err())
        .isEqualTo("next: correct that, then: rekey system check %s\n".formatted(system));
  }

  @Test
  void aSealedOneAnAbsentOneAndOneThatRefusesAreToldApart() throws IOException {
    CommandLineRig rig = new CommandLineRig(folder);
    World world = World.shared();
    Path wrongKey =
        Files.createFile(
            folder.resolve("wrong.json"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        wrongKey, "{\"id\": \"AKIAIOSFODNN7EXAMPLE\", \"secret\": \"%s\"}".formatted(SECRET));
    try (OpenBaoServer bao = OpenBaoServer.start(folder.resolve("bao"));
        Embedded rekey =
            Embedded.start(rig.home(), 0, Timing.DEFAULT, line -> assertThat(line).isNotEmpty())) {
      rig.run(
          "system",
          "add",
          "bao-prod",
          "--connector",
          "openbao",
          "--set",
          "address=" + bao.address(),
          "--secret",
          "token=file:" + bao.rootTokenFile());
      rig.run(
          "system",
          "add",
          "aws-prod",
          "--connector",
          "aws",
          "--set",
          "endpoint=" + world.aws().endpoint(),
          "--secret",
          "credentials=file:" + wrongKey);
      String at = bao.address().getHost() + ":" + bao.address().getPort();

      assertThat(rig.run("system", "check", "bao-prod").out()).startsWith("bao-prod: OK");
      bao.seal();
      refused(
          rig,
          "bao-prod",
          "look up Rekey's own token: OpenBao at %s is sealed; unseal it (bao operator unseal)"
              .formatted(at));
      bao.stop();
      refused(rig, "bao-prod", "look up Rekey's own token: OpenBao at " + at);
      refused(rig, "aws-prod", "sts:GetCallerIdentity: ");
      assertThat(rig.run("system", "check", "aws-prod").out())
          .contains("InvalidClientTokenId")
          .contains("(Rekey's own credential)")
          .doesNotContain(SECRET);
      assertThat(rekey.settings().home()).isEqualTo(rig.home());
    }
  }
}
