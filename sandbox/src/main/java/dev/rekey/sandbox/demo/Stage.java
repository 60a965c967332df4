// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Where the demo tells what happens, with the seconds since it began. */
final class Stage {

  private final PrintStream out;
  private final Instant begun = Instant.now();
  private String last = "";

  Stage(PrintStream out) {
    this.out = out;
  }

  /** A line of the story. */
  void say(String line) {
    out.printf("%5.1f s  %s%n", Duration.between(begun, Instant.now()).toMillis() / 1000.0, line);
    out.flush();
  }

  /** A command as a person would type it. */
  void command(String line) {
    say("$ " + line);
  }

  /** A line that is told only when it has changed. */
  void progress(String line) {
    if (!line.equals(last)) {
      last = line;
      say(line);
    }
  }

  /** A line without a time. */
  void plain(String line) {
    out.println(line);
  }

  long seconds() {
    return Duration.between(begun, Instant.now()).toSeconds();
  }
}
