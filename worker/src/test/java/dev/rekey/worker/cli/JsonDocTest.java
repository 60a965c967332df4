// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/**
 * docs/json.md is what the commands declare, and {@link Session#print} holds every command of every
 * test to that.
 */
@Timeout(60)
class JsonDocTest {

  private static final Path DOC = Path.of("..", "docs", "json.md");
  private static final Path ANEW = Path.of("target", "json.md");

  /** They have no result: what they write are lines while they run, or a script. */
  private static final Set<String> WITHOUT =
      Set.of("rekey up", "rekey server", "rekey worker", "rekey completion", "rekey task reveal");

  private final SortedMap<String, Class<? extends Record>> shapes = new TreeMap<>();

  private static SortedMap<String, CommandLine> commands() {
    GlobalOptions options = new GlobalOptions();
    SortedMap<String, CommandLine> commands = new TreeMap<>();
    Deque<CommandLine> open = new ArrayDeque<>();
    open.add(
        CommandTree.of(options, new Session(Surroundings.ofThisProcess(), options), List.of()));
    while (!open.isEmpty()) {
      CommandLine one = open.remove();
      open.addAll(one.getSubcommands().values());
      if (one.getCommand() instanceof RekeyCommand) {
        commands.put(one.getCommandSpec().qualifiedName(), one);
      }
    }
    return commands;
  }

  private static @Nullable Prints declared(CommandLine command) {
    return command.getCommand().getClass().getAnnotation(Prints.class);
  }

  @Test
  void everyCommandDeclaresWhatItPrints() {
    Set<String> silent = new LinkedHashSet<>();
    commands()
        .forEach((name, command) -> {
          if (declared(command) == null) {
            silent.add(name);
          }
        });

    assertThat(silent).containsExactlyInAnyOrderElementsOf(WITHOUT);
  }

  @Test
  void isWhatTheCommandsDeclare() throws IOException {
    String text = text();
    Files.createDirectories(ANEW.getParent());
    Files.writeString(ANEW, text);

    assertThat(Files.exists(DOC) ? Files.readString(DOC) : "")
        .as("docs/json.md is stale: cp worker/%s docs/json.md".formatted(ANEW))
        .isEqualTo(text);
  }

  private String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # What commands print for programs

            With `-o json`, on standard output and nothing else there. Generated from the code: a test fails
            while it is stale. Fields are added, and neither renamed nor removed within a release; read
            what you know and leave the rest. Times are ISO 8601 in UTC, lengths of time ISO 8601 durations;
            `?` marks what may be null. Errors go to standard error, in words; the exit code says which kind.

            `rekey campaign watch` prints one line of JSON each time that something changed. Decisions with
            `--print-signed` print the input of a Temporal signal instead.

            | command | prints |
            |---|---|
            """);
    commands()
        .forEach((name, command) -> {
          Prints prints = declared(command);
          if (prints != null) {
            String shape = shape(prints.value());
            text.append("| `%s` | %s |\n".formatted(name, prints.many() ? listOf(shape) : shape));
          }
        });
    text.append("\n## Shapes\n");
    Set<String> told = new LinkedHashSet<>();
    while (told.size() < shapes.size()) {
      List<String> open = new ArrayList<>(shapes.keySet());
      open.removeAll(told);
      String name = open.getFirst();
      told.add(name);
      StringBuilder shape = new StringBuilder("\n### " + name + "\n\n| field | |\n|---|---|\n");
      Class<? extends Record> type = shapes.getOrDefault(name, Record.class);
      for (RecordComponent part : type.getRecordComponents()) {
        boolean mayBeNull = part.getAnnotatedType().isAnnotationPresent(Nullable.class);
        shape.append(
            "| `%s` | %s%s |\n"
                .formatted(part.getName(), type(part.getGenericType()), mayBeNull ? "?" : ""));
      }
      text.append(shape);
    }
    return text.toString();
  }

  private static String listOf(String what) {
    return "list of " + what;
  }

  private String shape(Class<? extends Record> type) {
    String name = type.getSimpleName();
    Class<? extends Record> other = shapes.putIfAbsent(name, type);
    assertThat(other == null || other == type).as("two shapes are called " + name).isTrue();
    return name;
  }

  private String type(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return Collection.class.isAssignableFrom((Class<?>) generic.getRawType())
          ? listOf(type(last))
          : Map.class.isAssignableFrom((Class<?>) generic.getRawType())
              ? "object of " + type(last)
              : type(last);
    }
    if (!(type instanceof Class<?> plain)) {
      return "anything";
    }
    if (plain.isRecord()) {
      return shape(plain.asSubclass(Record.class));
    }
    return plain.isEnum() || plain == String.class || plain == URI.class
        ? "text"
        : plain == int.class || plain == long.class || plain == Integer.class || plain == Long.class
            ? "number"
            : plain == boolean.class || plain == Boolean.class
                ? "true or false"
                : plain == Instant.class
                    ? "time"
                    : plain == Duration.class ? "length of time" : "anything";
  }
}
