// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rekey cannot be started on this machine, for reasons that the person at the terminal is told. */
public final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final transient List<String> lines;
  private final @Nullable String next;

  /**
   * The reasons.
   *
   * @param lines one reason each
   * @param next what to do; null if the lines say it
   */
  public CannotStart(
      ExitCode exit, List<String> lines, @Nullable String next, @Nullable Throwable cause) {
    super(String.join(System.lineSeparator(), lines), cause);
    this.exit = exit;
    this.lines = List.copyOf(lines);
    this.next = next;
  }

  ExitCode exit() {
    return exit;
  }

  List<String> lines() {
    return lines;
  }

  @Nullable String next() {
    return next;
  }
}
