// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command cannot go on, for a reason that the person at the terminal is told. */
final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final transient List<String> mistakes;
  private final @Nullable String next;

  /**
   * A failure.
   *
   * @param what one sentence; empty if the mistakes say it all
   * @param mistakes one line each
   * @param next the next command to run
   */
  Failure(ExitCode exit, String what, List<String> mistakes, @Nullable String next) {
    super(requireNonNull(what, "what is null"));
    this.exit = requireNonNull(exit, "exit is null");
    this.mistakes = List.copyOf(mistakes);
    this.next = next;
  }

  Failure(ExitCode exit, String what, @Nullable String next) {
    this(exit, what, List.of(), next);
  }

  ExitCode exit() {
    return exit;
  }

  List<String> mistakes() {
    return mistakes;
  }

  @Nullable String next() {
    return next;
  }
}
