// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

import dev.rekey.worker.cli.api.CommandKey;
import dev.rekey.worker.cli.api.Json;
import dev.rekey.worker.cli.api.Server;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Terminal;
import dev.rekey.worker.cli.terminal.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of one command: its surroundings, its options, and the server that it talks to. */
final class Session implements AutoCloseable {

  /** A plan of thousands of rows, or a list of 64 MiB, takes a while. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Surroundings surroundings;
  private final GlobalOptions options;
  private @Nullable Server server;
  private @Nullable Prints declared;
  private @Nullable CommandKey key;
  private List<String> words = List.of();

  Session(Surroundings surroundings, GlobalOptions options) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.options = requireNonNull(options, "options is null");
  }

  Terminal terminal() {
    return surroundings.terminal();
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  Map<String, String> environment() {
    return surroundings.environment();
  }

  Path userHome() {
    return surroundings.userHome();
  }

  String person() {
    return surroundings.person();
  }

  /** Rekey's folder. */
  Path home() {
    if (options.home != null) {
      return options.home.toAbsolutePath();
    }
    String chosen = environment().getOrDefault("REKEY_HOME", "");
    return chosen.isBlank() ? userHome().resolve(".rekey") : Path.of(chosen).toAbsolutePath();
  }

  /** The server of the home; nothing is asked of it yet. */
  Server server() {
    if (server == null) {
      server = Server.of(home(), PATIENCE, key());
    }
    return server;
  }

  private CommandKey key() {
    if (key == null) {
      key = CommandKey.of(home(), words, now());
    }
    return key;
  }

  /** Forgets where the server was: one that was started anew answers elsewhere. */
  void lookAgain() {
    close();
    server = null;
  }

  /** How long to look away between two glances. */
  Duration glance() {
    return surroundings.glance();
  }

  boolean forPrograms() {
    return options.output == Output.JSON;
  }

  /**
   * Whose result is printed.
   *
   * @param typed the words that made the command
   */
  void runs(RekeyCommand command, List<String> typed) {
    words = List.copyOf(typed);
    declared = command.getClass().getAnnotation(Prints.class);
  }

  /** Writes the result: a record for programs, lines for people. */
  void print(Object view, Supplier<List<Line>> text) {
    assert isDeclared(view) : view + " is not what @Prints says: " + declared;
    if (forPrograms()) {
      terminal().data(Json.pretty(view));
    } else {
      terminal().lines(text.get());
    }
  }

  /** Tests see every result, so none has another shape than docs/json.md tells. */
  private boolean isDeclared(Object view) {
    Prints prints = declared;
    return prints != null
        && (prints.many()
            ? view instanceof List<?> list && list.stream().allMatch(prints.value()::isInstance)
            : prints.value().isInstance(view));
  }

  /** Says what one can do next. */
  void next(String command) {
    if (!forPrograms()) {
      terminal().say("next: " + command);
    }
  }

  /** Tells whose answer this was, if an earlier run of the same command got none. */
  void tellRepeats() {
    if (key != null && key.repeated()) {
      terminal()
          .say(
              new Line(
                  Tone.WARNING,
                  "this command was run before and its answer was lost: this is that answer, and"
                      + " nothing was done twice; run it again to do it anew"));
    }
  }

  @Override
  public void close() {
    if (key != null) {
      key.end();
    }
    if (server != null) {
      server.close();
    }
  }
}
