// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.terminal.Shape;
import dev.rekey.worker.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Runs commands as a person would, in a folder of their own and at a time that stands still. */
final class CommandLineRig {

  static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Shape shape = Shape.piped();
  private Supplier<InputStream> input = InputStream::nullInputStream;

  CommandLineRig(Path folder) {
    this.folder = folder;
    environment.put("REKEY_HOME", home().toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
  }

  /** What came of a command. */
  record Outcome(ExitCode exit, String out, String err) {}

  Path home() {
    return folder.resolve("home");
  }

  Path folder() {
    return folder;
  }

  /** A person at a terminal who types this when asked. */
  CommandLineRig atATerminal(String typed) {
    withInput(typed);
    this.shape = new Shape(true, true, false, 100);
    return this;
  }

  CommandLineRig withShape(Shape shape) {
    this.shape = shape;
    return this;
  }

  CommandLineRig withInput(String input) {
    return withInput(() -> new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
  }

  /** For each run anew. */
  CommandLineRig withInput(Supplier<InputStream> stream) {
    input = stream;
    return this;
  }

  CommandLineRig with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Outcome run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(input.get(), out, err, shape);
    ExitCode exit =
        Rekey.run(
            new Surroundings(
                terminal,
                Clock.fixed(NOW, ZoneOffset.UTC),
                environment,
                folder,
                "alice",
                Duration.ofMillis(5)),
            words);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
