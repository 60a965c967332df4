// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where the demo tells what happens, with the seconds since it began. */
final class Stage {
  private static final String MARGIN = "           ";

  /** What commands print for no terminal is as wide as it likes. */
  private static final int QUOTED = 88;

  /** So that what goes on by itself does not push the rest off the screen. */
  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(3);

  private final PrintStream out;
  private final Instant begun = Instant.now();
  private String last = "";
  private Instant lastAt = Instant.EPOCH;

  Stage(PrintStream out) {
    this.out = out;
  }

  /** A line of the story. */
  void say(String line) {
    out.printf("%7.1f s  %s%n", Duration.between(begun, Instant.now()).toMillis() / 1000.0, line);
    out.flush();
  }

  /** A chapter of the story. */
  void chapter(String title) {
    out.println();
    say("== " + title);
  }

  /** A command as a person would type it. */
  void command(List<String> words) {
    command(words, "");
  }

  /** The same, with a remark for the reader. */
  void command(List<String> words, String remark) {
    List<String> lines = ShellCommand.lines(words);
    say("$ " + lines.getFirst());
    lines.subList(1, lines.size()).forEach(line -> plain(MARGIN + "    " + line));
    if (!remark.isEmpty()) {
      plain(MARGIN + "  # " + remark);
    }
  }

  /** A line that is told only when it has changed, and not too often. */
  void progress(String line) {
    Instant now = Instant.now();
    if (!line.equals(last) && now.isAfter(lastAt.plus(BETWEEN_PROGRESS))) {
      last = line;
      lastAt = now;
      say(line);
    }
  }

  /** The first lines of what a command printed. */
  void quote(String text, int most) {
    text.lines()
        .filter(line -> !line.isBlank())
        .limit(most)
        .forEach(line -> plain(MARGIN + cut(line)));
  }

  private static String cut(String line) {
    return line.length() <= QUOTED ? line : line.substring(0, QUOTED - 1) + "…";
  }

  /** A line without a time. */
  void plain(String line) {
    out.println(line);
  }
}
