// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Whether {@code rekey up} is at work in a home and does not answer yet. */
final class Upcoming {

  private Upcoming() {}

  /** Whether some process holds the lock that {@code rekey up} takes before anything else. */
  static boolean in(Path home) {
    // Shared, and given back at once: an up that comes just now asks again.
    try (FileChannel channel = FileChannel.open(home.resolve("up.lock"), StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      // This very process holds it.
      return true;
    } catch (IOException e) {
      // No lock file, or one that nobody may read: nothing says that anybody is there.
      return false;
    }
  }

  static NoServer starting(Path home, Exception cause) {
    return new NoServer(
        "Rekey is starting or stopping in %s and does not answer yet".formatted(home),
        "wait a few seconds and try again",
        cause);
  }
}
