// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Only one process at a time steers what runs in a state folder. The system releases the lock when
 * its holder dies, however it dies.
 */
public final class StateLock implements AutoCloseable {
  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of that name.
   *
   * @param stateDir made if it is not there
   * @param name what is locked; the file is {@code <name>.lock}
   * @param within how long to wait for its present holder
   * @throws ServerFailure if it is still held then
   */
  public static StateLock take(Path stateDir, String name, Duration within) {
    Path file = PrivateFiles.folder(stateDir).resolve(name + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      AtomicReference<@Nullable FileLock> lock = new AtomicReference<>();
      Waiting.until(
          within,
          () -> {
            lock.set(tryLock(channel));
            return lock.get() != null;
          });
      if (lock.get() != null) {
        return new StateLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new ServerFailure(
          "locking " + file,
          String.valueOf(e.getMessage()),
          "check that this user may write to that folder",
          e);
    }
    throw new ServerFailure(
        "locking " + file,
        "another process held it for " + within.toSeconds() + " s",
        "end the other one (see: fuser " + file + "), or use another state folder");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this very process.
      return null;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Closing releases the lock even when it complains.
    }
  }
}
