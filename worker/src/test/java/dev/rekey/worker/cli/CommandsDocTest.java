// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.terminal.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** docs/commands.md is what the commands say of themselves. */
@Timeout(60)
class CommandsDocTest {

  private static final Path DOC = Path.of("..", "docs", "commands.md");
  private static final Path ANEW = Path.of("target", "commands.md");

  private static final Shape PAGE = new Shape(false, false, false, 100);

  @Test
  void isWhatTheCommandsSay() throws IOException {
    String text = text();
    Files.createDirectories(ANEW.getParent());
    Files.writeString(ANEW, text);

    assertThat(Files.exists(DOC) ? Files.readString(DOC) : "")
        .as("docs/commands.md is stale: cp worker/%s docs/commands.md".formatted(ANEW))
        .isEqualTo(text);
  }

  private static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Commands

            Generated from the code: a test fails while it is stale. Every command takes `--home`, `-o json`,
            `--trace` and `--help`; what it prints for programs is in [json.md](json.md).

            | exit code | meaning |
            |---|---|
            """);
    for (Map.Entry<String, String> exit : ExitCode.table().entrySet()) {
      text.append("| %s | %s |\n".formatted(exit.getKey().strip(), exit.getValue()));
    }
    GlobalOptions options = new GlobalOptions();
    CommandLine top =
        CommandTree.of(options, new Session(Surroundings.ofThisProcess(), options), List.of());
    Help.layOut(top, PAGE);
    add(top, text);
    return text.toString();
  }

  private static void add(CommandLine command, StringBuilder text) {
    String help = Help.text(command, PAGE);
    // The codes stand once, above.
    String own = help.substring(0, help.indexOf("\nExit codes:"));
    int options = own.indexOf("      --home=FOLDER");
    int commands = own.indexOf("\nCommands:");
    String shown =
        options < 0
            ? own
            : own.substring(0, options) + (commands < 0 ? "" : own.substring(commands));
    text.append("\n## %s\n\n```text\n".formatted(command.getCommandSpec().qualifiedName()));
    text.append(shown.stripTrailing()).append("\n```\n");
    command.getSubcommands().values().forEach(below -> add(below, text));
  }
}
