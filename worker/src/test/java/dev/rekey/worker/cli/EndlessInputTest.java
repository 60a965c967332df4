// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.signing.OpenSsh;
import dev.rekey.worker.cli.signing.Signers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device without an end in place of a file, or at standard input, is refused and not read on. */
@Timeout(120)
class EndlessInputTest {

  private static final String ENDLESS = "/dev/zero";

  @TempDir Path folder;

  private CommandLineRig rig;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    rig = new CommandLineRig(folder);
    server = FakeServer.start().in(rig.home());
    Files.writeString(folder.resolve("list.csv"), "identity\n");
    Files.writeString(folder.resolve("people.yaml"), "people: {}\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void requireRefused(Outcome said, String what) {
    assertThat(said.exit()).as(said.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said.err().lines().filter(line -> line.contains(what))).hasSize(1);
    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "intake okta /dev/zero, '67,108,864'",
    "intake okta list.csv --map /dev/zero, '262,144'",
    "scope owners okta /dev/zero --as alice@example.com, '262,144'",
    "certificate verify /dev/zero, '67,108,864'",
    "certificate verify list.csv --roster /dev/zero, '4,194,304'",
    "roster propose --signers /dev/zero --people people.yaml, '4,194,304'",
    "roster propose --signers list.csv --people /dev/zero, '262,144'"
  })
  void aFileWithoutAnEndIsRefused(String command, String most) {
    String[] words =
        Arrays.stream(command.split(" ", -1))
            .map(
                word -> Files.exists(folder.resolve(word)) ? folder.resolve(word).toString() : word)
            .toArray(String[]::new);

    requireRefused(rig.run(words), ENDLESS);
    assertThat(rig.run(words).err()).contains("more than %s bytes".formatted(most));
  }

  @Test
  void soIsAPlaybook() {
    Outcome said = rig.run("playbook", "lint", ENDLESS);

    assertThat(said.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said.out() + said.err()).contains("/dev/zero", "expected: at most 262,144");
  }

  @Test
  void soAreSettings() throws IOException {
    Files.createSymbolicLink(rig.home().resolve("rekey.yaml"), Path.of(ENDLESS));

    requireRefused(rig.run("up"), "rekey.yaml cannot be read: more than 262,144 bytes");
  }

  @Test
  void soIsAKey() {
    Signers signers = new Signers(new OpenSsh(Map.of(), _ -> {}));

    RuntimeException refused =
        catchThrowableOfType(RuntimeException.class, () -> signers.ofFile(Path.of(ENDLESS)));

    assertThat(Failures.of(refused).exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused).hasMessageContaining("--key: /dev/zero has more than 65,536 bytes");
  }

  @Test
  void soIsStandardInput() {
    rig.withInput(Endless::new);

    requireRefused(rig.run("intake", "okta", "-"), "standard input has more than 67,108,864 bytes");
  }

  @Test
  void soIsASecret() {
    rig.withInput(Endless::new);

    requireRefused(
        rig.run("system", "add", "aws-prod", "--connector", "aws", "--secret", "credentials=-"),
        "standard input has more than 65,536 bytes");
    assertThat(rig.home().resolve("secrets")).doesNotExist();
  }

  /** As long as whoever reads wants more. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] into, int from, int length) {
      Arrays.fill(into, from, from + length, (byte) 'x');
      return length;
    }
  }
}
