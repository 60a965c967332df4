// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A child that a parent left behind when it was killed. */
public final class Leftover {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Leftover() {}

  /** Ends the process that a pid file names, if it is still that very process. */
  public static void end(Path pidFile) {
    Optional<PidFile> found = PidFile.read(pidFile);
    if (found.isPresent()) {
      end(found.get().process());
    }
    PidFile.delete(pidFile);
  }

  private static void end(ProcessIdentity process) {
    Instant deadline = Instant.now().plus(PATIENCE);
    if (process.isAlive()) {
      Signal.KILL.send(process);
    }
    while (process.isAlive() && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
