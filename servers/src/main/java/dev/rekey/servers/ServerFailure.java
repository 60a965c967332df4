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
    super(
        requireNonNull(tried, "tried is null")
            + " failed: "
            + requireNonNull(answered, "answered is null")
            + System.lineSeparator()
            + "  next: "
            + requireNonNull(next, "next is null"),
        cause);
  }
}
