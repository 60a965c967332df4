// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A command that answers and ends: a version, a check, an installer. Never a server. */
final class ShortCommand {
  /**
   * What it printed (both streams, in the order of arrival) and how it ended.
   *
   * @param exitCode 0 for success; -1 if it had to be killed because its time was over
   * @param output at most what fits in memory; these commands print little
   */
  record Answer(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }

    /** The last lines, for a message. */
    String tail() {
      return LogTail.of(output);
    }
  }

  private ShortCommand() {}

  /** Runs it with a minimal environment and nothing on standard input. */
  static Answer run(List<String> command, Duration within) throws IOException {
    return run(command, within, Map.of(), false, null);
  }

  /** Runs it with the whole environment of this process: only for pip, which is set up by it. */
  static Answer runAsParent(List<String> command, Duration within) throws IOException {
    return run(command, within, Map.of(), true, null);
  }

  /**
   * Runs a command.
   *
   * @param environment added to the environment
   * @param inherit whether the environment starts from this process's own
   * @param input file given as standard input; null for none
   * @throws IOException if it cannot be started at all
   */
  static Answer run(
      List<String> command,
      Duration within,
      Map<String, String> environment,
      boolean inherit,
      @Nullable Path input)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    if (!inherit) {
      builder.environment().clear();
      builder.environment().putAll(ChildSpec.baseEnvironment());
    }
    builder.environment().putAll(environment);
    // Output goes to a file: a pipe would have to be drained by a thread, and would keep us waiting
    // for grandchildren that inherited it.
    Path output = Files.createTempFile("rekey-command", ".out");
    try {
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      builder.redirectInput(input == null ? new java.io.File("/dev/null") : input.toFile());
      int code = waitFor(builder.start(), within);
      return new Answer(code, Files.readString(output, StandardCharsets.ISO_8859_1));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static int waitFor(Process process, Duration within) {
    try {
      if (process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while a command ran", e));
    }
  }
}
