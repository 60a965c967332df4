// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_HEADER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import dev.rekey.worker.cli.terminal.Shape;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help is laid out: what it does, examples, and only then the grammar. */
final class Help {

  private static final int NARROWEST = 55;
  private static final int WIDEST = 100;

  private static final List<String> ORDER =
      List.of(
          SECTION_KEY_HEADER,
          // picocli's footer holds the examples: it has no section of its own for them.
          SECTION_KEY_FOOTER_HEADING,
          SECTION_KEY_FOOTER,
          SECTION_KEY_DESCRIPTION_HEADING,
          SECTION_KEY_DESCRIPTION,
          SECTION_KEY_SYNOPSIS_HEADING,
          SECTION_KEY_SYNOPSIS,
          SECTION_KEY_PARAMETER_LIST_HEADING,
          SECTION_KEY_PARAMETER_LIST,
          SECTION_KEY_OPTION_LIST_HEADING,
          SECTION_KEY_OPTION_LIST,
          SECTION_KEY_COMMAND_LIST_HEADING,
          SECTION_KEY_COMMAND_LIST,
          SECTION_KEY_EXIT_CODE_LIST_HEADING,
          SECTION_KEY_EXIT_CODE_LIST);

  private Help() {}

  /** Lays out the help of these commands and of all below them. */
  static void layOut(CommandLine commands, Shape shape) {
    commands.setHelpSectionKeys(ORDER);
    commands.setUsageHelpWidth(Math.clamp(shape.columns(), NARROWEST, WIDEST));
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(shape.colour() ? Ansi.ON : Ansi.OFF));
    headings(commands);
  }

  /** The help of one command, no line of it wider than the terminal. */
  static String text(CommandLine command, Shape shape) {
    String text = command.getUsageMessage(command.getColorScheme());
    return shape.columns() >= NARROWEST
        ? text
        : text.lines()
            .map(line -> folded(line, shape.columns()))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The grammar's columns cannot be narrower, so what sticks out goes on below. */
  private static String folded(String line, int columns) {
    String indent = " ".repeat(Math.min(6, line.length() - line.stripLeading().length() + 2));
    StringBuilder folded = new StringBuilder();
    String rest = line;
    while (visible(rest) > columns) {
      int at = rest.lastIndexOf(' ', columns);
      if (at <= indent.length()) {
        break;
      }
      folded.append(rest, 0, at).append('\n');
      rest = indent + rest.substring(at).strip();
    }
    return folded.append(rest).toString();
  }

  private static int visible(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*m", "").length();
  }

  private static void headings(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage
        .footerHeading("%n")
        .synopsisHeading("%nUsage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.table())
        .abbreviateSynopsis(!command.getSubcommands().isEmpty())
        .sortOptions(false);
    command.getSubcommands().values().forEach(Help::headings);
  }
}
