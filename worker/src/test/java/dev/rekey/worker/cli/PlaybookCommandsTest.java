// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.PlaybookLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class PlaybookCommandsTest {

  private static final Path GUIDE = Path.of("..", "docs", "writing-a-playbook.md");

  @TempDir Path folder;

  private CommandLineRig rig = new CommandLineRig(Path.of("."));

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void whatNewWritesIsSoundAndTellsBothKindsOfEditorsWhereTheSchemaIs() throws IOException {
    Path own = folder.resolve("own");
    Path file = own.resolve("keys.yaml");

    Outcome made = rig.run("playbook", "new", "iam-access-key", "--out", file.toString());

    assertThat(made.exit()).isEqualTo(ExitCode.DONE);
    assertThat(made.err()).isEqualTo("next: rekey playbook lint " + file + "\n");
    assertThat(Files.readAllLines(file))
        .startsWith(
            "# yaml-language-server: $schema=playbook.schema.json",
            "# $schema: playbook.schema.json")
        .contains("playbook: own-iam-access-key");
    assertThat(file.resolveSibling("playbook.schema.json")).exists();
    assertThat(rig.run("playbook", "lint", own.toString()))
        .isEqualTo(new Outcome(ExitCode.DONE, "1 sound\n", ""));
  }

  @Test
  void newOverwritesNothingAndKnowsWhatWasMeant() throws IOException {
    Path file = write("there.yaml", "");

    Outcome refused = rig.run("playbook", "new", "iam-acces-key", "--out", file.toString());

    assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err().lines())
        .hasSize(2)
        .anyMatch(line ->
            line.startsWith(
                    "rekey: KIND: the library has no playbook for 'iam-acces-key' (expected: one of"
                        + " iam-access-key, ")
                && line.endsWith("or --connector NAME); did you mean 'iam-access-key'?"))
        .contains("rekey: %s is there already (expected: a new file, --out FILE)".formatted(file));
  }

  @Test
  void newTakesAnyKindOfANamedConnector() {
    Path file = folder.resolve("vpn.yaml");

    assertThat(
            rig.run("playbook", "new", "vpn-key", "--connector", "manual", "--out", file.toString())
                .exit())
        .isEqualTo(ExitCode.DONE);
    assertThat(rig.run("playbook", "lint", file.toString()).out()).isEqualTo("1 sound\n");
  }

  @Test
  void lintTellsAllMistakesOfAllFilesInTheFormThatEditorsJumpTo() throws IOException {
    Path one = write("one.yaml", "playbook: x\nfor: {connector: aws, kind: iam-key}\nwave: 3\n");
    Path two = write("two.yaml", "playbook: y\nfor: {connector: asw, kind: k}\n");

    Outcome lint = rig.run("playbook", "lint", one.toString(), two.toString());

    assertThat(lint.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(lint.err()).isEmpty();
    assertThat(lint.out().replace(folder + "/", "").lines())
        .hasSize(2)
        .anyMatch(line ->
            line.startsWith("one.yaml:3:1: 'wave' is not known here (expected: one of [approve")
                && line.endsWith("; did you mean 'waves'? [unknown-key]"))
        .anyMatch(line ->
            line.startsWith("two.yaml:2:18: for.connector: 'asw' (expected: one of [aws, health, ")
                && line.endsWith("; did you mean 'aws'? [unknown-connector]"));
  }

  @Test
  void lintForProgramsHasAShape() throws IOException {
    Path file = write("one.yaml", "playbook: x\n");

    Outcome lint = rig.run("playbook", "lint", file.toString(), "-o", "json");

    assertThat(lint.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(lint.out().replaceAll("\\s+", ""))
        .contains(
            "\"mistakes\":[{\"file\":\"%s\",\"line\":1,\"column\":1,\"rule\":\"missing-key\","
                .formatted(file));
  }

  @Test
  void listShowsWhatPlansGoByAndShowItsText() {
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      server.answers(
          "GET /playbooks",
          List.of(new PlaybookLine("own", "aws", "iam-access-key", "/etc/rekey/own.yaml")));
      server.answers(
          "GET /playbooks/own",
          Map.of(
              "name", "own",
              "file", "/etc/rekey/own.yaml",
              "pace", Map.of("soak", "PT30M"),
              "selectors", Map.of(),
              "text", "playbook: own\n# why\n"));

      assertThat(rig.run("playbook", "list").out())
          .containsPattern("own +aws +iam-access-key +/etc/rekey/own.yaml");
      assertThat(rig.run("playbook", "show", "own").out()).isEqualTo("playbook: own\n# why\n");
      assertThat(rig.run("playbook", "show", "own", "-o", "json").out())
          .contains("\"soak\" : \"PT30M\"");
    }
  }

  private static Stream<String> examples() throws IOException {
    List<String> examples =
        Pattern.compile("(?s)```yaml\n(.*?)```")
            .matcher(Files.readString(GUIDE))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThan(2);
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleOfTheGuideIsSound(String example) throws IOException {
    assertThat(rig.run("playbook", "lint", write("guide.yaml", example).toString()))
        .isEqualTo(new Outcome(ExitCode.DONE, "1 sound\n", ""));
  }

  @Test
  void theMistakeThatTheGuideShowsIsWhatTheLinterSays() throws IOException {
    Path file =
        write("mine.yaml", "playbook: x\nfor: {connector: manual, kind: y}\napprove: admins\n");

    assertThat(Files.readString(GUIDE))
        .contains(
            rig.run("playbook", "lint", file.toString()).out().replace(folder + "/", "").strip());
  }
}
