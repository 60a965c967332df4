// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.planning.text.DidYouMean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Everything that is wrong with a command's words, one line each. */
final class InputErrors {

  private final List<String> lines = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final Set<ArgSpec> wrong = new HashSet<>();

  private InputErrors() {}

  /** The mistakes of a line that was parsed with errors collected; empty if it is sound. */
  static List<String> of(ParseResult parsed) {
    InputErrors errors = new InputErrors();
    for (ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      at.errors().forEach(errors::remember);
      at.errors().forEach(errors::add);
    }
    return errors.lines.stream().distinct().toList();
  }

  /** What was given and is wrong is not missing as well. */
  private void remember(Exception error) {
    if (error instanceof ParameterException given
        && given.getArgSpec() != null
        && given.getValue() != null) {
      wrong.add(given.getArgSpec());
    }
  }

  private void add(Exception error) {
    switch (error) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing ->
          missing.getMissing().stream()
              .filter(argument -> !wrong.contains(argument))
              .forEach(argument -> lines.add(missing(argument)));
      case ParameterException given -> wrong(given);
      default -> lines.add(error.toString());
    }
  }

  private void wrong(ParameterException error) {
    ArgSpec argument = error.getArgSpec();
    String message = String.valueOf(error.getMessage());
    // The value comes up again as a word that belongs to nothing.
    String value = error.getValue();
    if (value != null) {
      told.add(value);
    }
    int start = message.startsWith("Invalid value for ") ? message.indexOf(": ") : -1;
    lines.add(
        argument == null || start < 0
            ? message
            : name(argument) + ": " + message.substring(start + 2));
  }

  private static String missing(ArgSpec argument) {
    String[] meaning = argument.description();
    String name =
        argument.isOption() ? name(argument) + " " + argument.paramLabel() : name(argument);
    return "%s is missing%s".formatted(name, meaning.length == 0 ? "" : ": " + meaning[0]);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private void unmatched(UnmatchedArgumentException error) {
    CommandSpec command = error.getCommandLine().getCommandSpec();
    String first = error.getUnmatched().getFirst();
    if (command.positionalParameters().isEmpty()
        && !command.subcommands().isEmpty()
        && !first.startsWith("-")) {
      lines.add(
          "%s: no command '%s'%s"
              .formatted(
                  command.qualifiedName(),
                  first,
                  DidYouMean.hint(first, command.subcommands().keySet())));
      return;
    }
    @Nullable String before = null;
    for (String word : error.getUnmatched()) {
      // What follows an unknown option is most likely its value.
      if (isOption(word)) {
        lines.add(unknown(command, word));
      } else if ((before == null || !isOption(before)) && !told.contains(word)) {
        lines.add("%s: '%s' is one word too many".formatted(command.qualifiedName(), word));
      }
      before = word;
    }
  }

  private static boolean isOption(String word) {
    return word.startsWith("-") && word.length() > 1;
  }

  private static String unknown(CommandSpec command, String word) {
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    return "%s: no option '%s'%s"
        .formatted(
            command.qualifiedName(), name, DidYouMean.hint(name, command.optionsMap().keySet()));
  }
}
