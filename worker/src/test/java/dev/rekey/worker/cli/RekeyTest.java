// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.terminal.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

@Timeout(60)
class RekeyTest {

  @TempDir Path folder;

  private CommandLineRig rig = new CommandLineRig(Path.of("."));

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
  }

  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect(tree(), names);
    return names.stream();
  }

  private static CommandLine tree() {
    GlobalOptions options = new GlobalOptions();
    Session session = new Session(Surroundings.ofThisProcess(), options);
    return CommandTree.of(options, session, List.of());
  }

  private static void collect(CommandLine command, List<String> names) {
    names.add(command.getCommandSpec().qualifiedName());
    command.getSubcommands().values().forEach(below -> collect(below, names));
  }

  private static String[] below(String command) {
    return command.equals("rekey") ? new String[0] : command.substring(6).split(" ", -1);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyHelpHasExamplesBeforeItsGrammarAndAllExitCodes(String command) {
    Outcome help =
        rig.run(
            Stream.concat(Stream.of(below(command)), Stream.of("--help")).toArray(String[]::new));
    assertThat(help.exit()).isEqualTo(ExitCode.DONE);
    assertThat(help.err()).isEmpty();
    assertThat(help.out().indexOf("  rekey "))
        .isPositive()
        .isLessThan(help.out().indexOf("Usage: "));
    for (ExitCode exit : ExitCode.values()) {
      assertThat(help.out()).containsPattern("(?m)^ +" + exit.code() + " +\\S");
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleInHelpIsTakenByTheCommandLine(String command) {
    String help =
        rig.run(
                Stream.concat(Stream.of(below(command)), Stream.of("--help"))
                    .toArray(String[]::new))
            .out()
            .replace(" \\\n", " ");
    Matcher example = Pattern.compile("(?m)^  rekey (.*)$").matcher(help);
    while (example.find()) {
      if (example.group(1).equals("demo")) {
        // The launcher takes this one itself.
        continue;
      }
      List<String> words = words(example.group(1));
      GlobalOptions options = new GlobalOptions();
      CommandLine tree =
          CommandTree.of(options, new Session(Surroundings.ofThisProcess(), options), words);
      assertThat(InputErrors.of(tree.parseArgs(words.toArray(String[]::new))))
          .as(example.group())
          .isEmpty();
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  @Test
  void withoutAWordItShowsTheHelp() {
    assertThat(rig.run()).isEqualTo(rig.run("--help"));
    assertThat(rig.run().out()).startsWith("Rekey replaces every credential");
  }

  @Test
  void helpBeforeACommandIsHelpBehindIt() {
    assertThat(rig.run("help", "campaign", "new")).isEqualTo(rig.run("campaign", "new", "--help"));
  }

  @Test
  void tellsItsVersion() {
    assertThat(rig.run("--version").out()).startsWith("rekey ");
  }

  @Test
  void tellsAllMistakesAtOnceAndStartsNothing() {
    Outcome outcome =
        rig.run("campaign", "new", "BAD NAME", "--caus", "x", "--exposed-from", "yesterday");
    assertThat(outcome.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines())
        .containsExactlyInAnyOrder(
            "rekey: NAME: campaign: 'BAD NAME' (expected: 1 to 63 of a-z, 0-9 and '-', not at the"
                + " ends)",
            "rekey: --exposed-from: time: 'yesterday' (expected: a day such as 2026-11-23, or a"
                + " time with its zone such as 2026-11-23T18:00:00Z)",
            "rekey: --cause TEXT is missing: What happened, in one line.",
            "rekey: --exposed-until TIME is missing: Until when.",
            "rekey: --as PERSON is missing: Who opens it.",
            "rekey campaign new: no option '--caus'; did you mean '--cause'?",
            "next: rekey campaign new --help");
  }

  @Test
  void whatWasGivenAndIsWrongIsNotMissingToo() {
    Outcome outcome =
        rig.run("system", "add", "../aws", "--connector", "aws", "--compress", "many");
    assertThat(outcome.err().lines())
        .hasSize(3)
        .anySatisfy(
            line -> assertThat(line).startsWith("rekey: NAME: system: '../aws' (expected: 1 to 63"))
        .anySatisfy(line -> assertThat(line).startsWith("rekey: --compress: 'many'"))
        .noneSatisfy(line -> assertThat(line).contains("missing"));
  }

  @Test
  void namesTheCommandThatWasMeant() {
    Outcome outcome = rig.run("campain", "new", "x");
    assertThat(outcome.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err())
        .isEqualTo("rekey: no command 'campain'; did you mean 'campaign'?\nnext: rekey --help\n");
    assertThat(rig.run("campaign", "stauts", "x").err())
        .startsWith("rekey campaign: no command 'stauts'; did you mean 'status'?");
  }

  @Test
  void aGroupAloneAsksWhich() {
    Outcome outcome = rig.run("campaign");
    assertThat(outcome.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err())
        .startsWith("rekey campaign: which? (expected: one of new, start, status, watch,");
  }

  @Test
  void refusesAnOptionThatIsGivenTwice() {
    Outcome outcome = rig.run("campaign", "pause", "c", "--reason", "a", "--reason", "b");
    assertThat(outcome.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err()).contains("--reason").contains("only once");
  }

  @Test
  void aWordTooManyIsNoSilentMatter() {
    assertThat(rig.run("status", "now").err())
        .startsWith("rekey status: 'now' is one word too many");
  }

  @Test
  void helpFitsNarrowTerminalsAndIsNeverWiderThanOneCanRead() {
    assertThat(
            rig.withShape(new Shape(true, true, false, 60)).run("approve", "--help").out().lines())
        .allMatch(line -> line.length() <= 60);
    assertThat(
            rig.withShape(new Shape(true, true, false, 300)).run("approve", "--help").out().lines())
        .allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpCanBeReadOnFortyColumns(String command) {
    Outcome help =
        rig.withShape(new Shape(true, true, false, 40))
            .run(
                Stream.concat(Stream.of(below(command)), Stream.of("--help"))
                    .toArray(String[]::new));

    // A digest or an address is one word, however long.
    assertThat(help.out().lines())
        .filteredOn(line -> line.length() > 40)
        .allMatch(line -> !line.replace(" \\", "").strip().contains(" "));
    assertThat(help.out()).contains("Usage: rekey", "  rekey ");
  }

  @Test
  void noColorIsObeyed() {
    assertThat(Shape.of("ioe", "80", Map.of("TERM", "xterm")).colour()).isTrue();
    assertThat(Shape.of("ioe", "80", Map.of("TERM", "xterm", "NO_COLOR", "1")).colour()).isFalse();
    assertThat(Shape.of("ioe", "80", Map.of("TERM", "dumb")).colour()).isFalse();
  }

  @Test
  void coloursAreForTerminalsAlone() {
    assertThat(rig.run("--help").out()).doesNotContain("\u001b");
    assertThat(rig.withShape(new Shape(true, true, true, 80)).run("--help").out())
        .contains("\u001b[");
  }

  @Test
  void showsWhereAnErrorCameFromOnlyWhenAsked() {
    assertThat(rig.run("status").err()).doesNotContain("  at ");
    Outcome traced = rig.run("status", "--trace");
    assertThat(traced.err()).contains("  at dev.rekey.worker.cli.");
    assertThat(traced.exit()).isEqualTo(ExitCode.UNREACHABLE);
  }
}
