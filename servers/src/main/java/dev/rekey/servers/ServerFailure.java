// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A server, or something that it needs, could not be had. The message is written for the person at
 * the terminal: what was tried, what answered, and what to do next. It never holds a secret.
 */
public final class ServerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final String next;
  private final boolean unreachable;

  /**
   * A failure of three sentences.
   *
   * @param tried what was attempted, e.g. {@code "starting temporal on 127.0.0.1:21044"}
   * @param answered what came back: the end of a log, an exit code, a status
   * @param next what the reader can do now, a command where there is one
   */
  public ServerFailure(String tried, String answered, String next) {
    this(tried, answered, next, null);
  }

  /** The same with the exception that caused it, which only a debugger needs. */
  public ServerFailure(String tried, String answered, String next, @Nullable Throwable cause) {
    this(tried, answered, next, cause, false);
  }

  private ServerFailure(
      String tried, String answered, String next, @Nullable Throwable cause, boolean unreachable) {
    super(
        what(tried, answered)
            + System.lineSeparator()
            + "  next: "
            + requireNonNull(next, "next is null"),
        cause);
    this.what = what(tried, answered);
    this.next = next;
    this.unreachable = unreachable;
  }

  private static String what(String tried, String answered) {
    return requireNonNull(tried, "tried is null")
        + " failed: "
        + requireNonNull(answered, "answered is null");
  }

  /** The same for a server that gave no answer at all: later, it may. */
  public static ServerFailure unreachable(
      String tried, String answered, String next, @Nullable Throwable cause) {
    return new ServerFailure(tried, answered, next, cause, true);
  }

  /** What was tried and what answered. */
  public String what() {
    return what;
  }

  /** What the reader can do now. */
  public String next() {
    return next;
  }

  /** Whether nothing answered, so that trying again later may be all that is needed. */
  public boolean isUnreachable() {
    return unreachable;
  }
}
