// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One process over its whole life, and no other one: a pid is used again after a while, a pid with
 * the moment of birth is not.
 *
 * <p>The birth is a word that this class and {@link ChildScript} read in the same way. On Linux it
 * is boot id and start tick of {@code /proc/PID/stat}, which, unlike the start instant that the JDK
 * computes from them, does not move when the clock is set. Elsewhere it is what {@code ps} prints.
 *
 * @param pid the process id
 * @param born when it was born, in words that only compare
 */
record ProcessIdentity(long pid, String born) {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** The start tick is field 22 of the line; the state, field 3, is the first after the name. */
  private static final int START_TICK_AFTER_NAME = 19;

  ProcessIdentity {
    if (pid <= 0) {
      throw new IllegalArgumentException("pid: " + pid + " (expected: > 0)");
    }
    requireNonNull(born, "born is null");
  }

  /** Who has this pid now; empty if nobody does, or if it is dead and only waits to be reaped. */
  static Optional<ProcessIdentity> of(long pid) {
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      return Files.exists(BOOT_ID) ? fromProc(pid, stat) : fromPs(pid);
    } catch (IOException e) {
      // The file vanishes with the process, at any moment.
      return Optional.empty();
    }
  }

  /** Whether this very process still lives. */
  boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  private static Optional<ProcessIdentity> fromProc(long pid, Path stat) throws IOException {
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    boolean zombie = fields[0].equals("Z") || fields[0].equals("X");
    if (zombie) {
      return Optional.empty();
    }
    String boot = Files.readString(BOOT_ID).strip();
    return Optional.of(new ProcessIdentity(pid, boot + "/" + fields[START_TICK_AFTER_NAME]));
  }

  private static Optional<ProcessIdentity> fromPs(long pid) throws IOException {
    ShortCommand.Answer answer =
        ShortCommand.run(
            List.of("/bin/sh", "-c", ChildScript.BORN_BY_PS, "sh", Long.toString(pid)),
            Duration.ofSeconds(5));
    String born = answer.output().strip();
    return answer.exitCode() == 0 && !born.isEmpty()
        ? Optional.of(new ProcessIdentity(pid, born))
        : Optional.empty();
  }
}
