// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a log, short enough for a message at the terminal. */
final class LogTail {
  private static final int LINES = 8;
  private static final int BYTES = 8 * 1024;

  private LogTail() {}

  /** The last lines of a text, indented; says so if there are none. */
  static String of(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return "(it printed nothing)";
    }
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
        .map(line -> "    " + line)
        .collect(
            Collectors.joining(System.lineSeparator(), "it printed" + System.lineSeparator(), ""));
  }

  /**
   * The last lines of a file from a position on.
   *
   * @param from bytes before this one are of an earlier run and not shown
   */
  static String of(Path file, long from) {
    if (!Files.exists(file)) {
      return "(no log at " + file + ")";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(Math.min(from, log.length()), log.length() - BYTES);
      byte[] bytes = new byte[(int) (log.length() - start)];
      log.seek(start);
      log.readFully(bytes);
      return of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return "(log at " + file + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
