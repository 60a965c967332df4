// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The POSIX signals that servers are steered with. */
public enum Signal {
  /** Ends the process politely; the default. */
  TERM,
  /** What PostgreSQL takes for "end now, do not wait for clients". */
  INT,
  /** Ends it at once; it cannot be caught. */
  KILL,
  /** Freezes it: it keeps memory, sockets and its place, but answers nothing. */
  STOP,
  /** Lets a frozen one go on. */
  CONT;

  /**
   * Sends it. The shell's own {@code kill} is used because a bare system need not have the command,
   * and because the JDK knows only two signals.
   *
   * @param process who gets it; one that no longer lives gets nothing
   */
  void send(ProcessIdentity process) {
    if (!process.isAlive()) {
      return;
    }
    try {
      ShortCommand.run(
          List.of(
              "/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name(), Long.toString(process.pid())),
          Duration.ofSeconds(5));
    } catch (IOException e) {
      throw new ServerFailure(
          "sending " + name() + " to process " + process.pid(),
          String.valueOf(e.getMessage()),
          "check that /bin/sh can be run",
          e);
    }
  }
}
