// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.planning.text.Shown;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Terminal;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The command line's beginning and end: reads the words, runs the command, tells the outcome. */
public final class Rekey {

  private final Surroundings surroundings;
  private final GlobalOptions options = new GlobalOptions();

  private Rekey(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String... words) {
    System.exit(run(Surroundings.ofThisProcess(), words).code());
  }

  /** Runs one command. */
  static ExitCode run(Surroundings surroundings, String... words) {
    return new Rekey(surroundings).run(List.of(words));
  }

  private ExitCode run(List<String> words) {
    Terminal terminal = surroundings.terminal();
    try (Session session = new Session(surroundings, options)) {
      List<String> plain = helpLast(words);
      CommandLine commands = CommandTree.of(options, session, plain);
      Help.layOut(commands, terminal.shape());
      ParseResult parsed = commands.parseArgs(plain.toArray(String[]::new));
      return run(parsed, session);
    } catch (Failure failure) {
      return tell(terminal, failure);
    } catch (RuntimeException e) {
      return tell(terminal, e);
    }
  }

  private ExitCode run(ParseResult parsed, Session session) {
    Terminal terminal = session.terminal();
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine named = last.commandSpec().commandLine();
    if (options.help || words(parsed).isEmpty()) {
      terminal.help(false).print(Help.text(named, terminal.shape()));
      terminal.help(false).flush();
      return ExitCode.DONE;
    }
    if (parsed.isVersionHelpRequested()) {
      terminal.line("rekey " + Version.ofThisBuild());
      return ExitCode.DONE;
    }
    Mistakes mistakes = new Mistakes();
    InputErrors.of(parsed).forEach(mistakes::add);
    if (!(last.commandSpec().userObject() instanceof RekeyCommand command)) {
      if (mistakes.isEmpty()) {
        mistakes.add(
            "%s: which? (expected: one of %s)"
                .formatted(
                    last.commandSpec().qualifiedName(),
                    String.join(", ", last.commandSpec().subcommands().keySet())));
      }
      throw failure(mistakes, named);
    }
    if (!mistakes.isEmpty()) {
      throw failure(mistakes, named);
    }
    command.check(mistakes);
    mistakes.stopIfAny();
    session.runs(command, words(parsed));
    try {
      return command.run();
    } finally {
      session.tellRepeats();
    }
  }

  private static Failure failure(Mistakes mistakes, CommandLine named) {
    return new Failure(
        ExitCode.BAD_INPUT,
        "",
        mistakes.lines(),
        named.getCommandSpec().qualifiedName() + " --help");
  }

  private static List<String> words(ParseResult parsed) {
    return parsed.originalArgs();
  }

  /** {@code rekey help campaign new} is what some type for {@code rekey campaign new --help}. */
  private static List<String> helpLast(List<String> words) {
    if (words.isEmpty() || !words.getFirst().equals("help")) {
      return words;
    }
    return Stream.concat(words.stream().skip(1), Stream.of("--help")).toList();
  }

  private ExitCode tell(Terminal terminal, RuntimeException e) {
    Failure failure = Failures.of(e);
    if (options.trace) {
      trace(terminal, e);
    }
    return tell(terminal, failure);
  }

  private ExitCode tell(Terminal terminal, Failure failure) {
    String what = String.valueOf(failure.getMessage());
    Stream.concat(what.lines(), failure.mistakes().stream())
        .map(line -> line.startsWith("rekey") ? line : "rekey: " + line)
        .forEach(line -> terminal.say(new Line(Tone.BAD, line)));
    if (failure.next() != null) {
      terminal.say("next: " + failure.next());
    }
    return failure.exit();
  }

  /** Frames without messages: an exception of a library may quote what it was given. */
  private static void trace(Terminal terminal, Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      terminal.say(at.getClass().getName());
      Arrays.stream(at.getStackTrace())
          .forEach(frame -> terminal.say(Shown.escaped("  at " + frame, 300)));
    }
  }
}
