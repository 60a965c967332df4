// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Programs that were fetched once, for all runs of this user: {@code $REKEY_CACHE}, else {@code
 * ~/.cache/rekey}. Deleting it costs nothing but a download.
 *
 * <p>An entry is a folder that appears whole, by one rename, so that two processes may fetch the
 * same thing at the same time.
 */
record Cache(Path folder) {

  /** Fills an empty folder with what the entry shall hold. */
  @FunctionalInterface
  interface Filling {
    void into(Path empty) throws IOException;
  }

  static Cache ofThisUser() {
    String chosen = System.getenv("REKEY_CACHE");
    return new Cache(
        chosen == null || chosen.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache", "rekey")
            : Path.of(chosen).toAbsolutePath());
  }

  /**
   * The entry of that name, made now if it is not there.
   *
   * @param name holds the version and a sum of the content, so that an entry never changes
   * @throws ServerFailure if the folder cannot be written to; what the filling throws goes through
   */
  Path entry(String name, Filling filling) {
    Path entry = folder.resolve(name);
    if (Files.isDirectory(entry)) {
      return entry;
    }
    PrivateFiles.folder(folder);
    try {
      Path fresh = Files.createTempDirectory(folder, ".fetching-");
      try {
        filling.into(fresh);
        publish(fresh, entry);
      } finally {
        deleteTree(fresh);
      }
      return entry;
    } catch (IOException e) {
      throw new ServerFailure(
          "filling " + entry,
          e.getClass().getSimpleName() + " " + e.getMessage(),
          "check space and rights there, or set REKEY_CACHE to another folder",
          e);
    }
  }

  private static void publish(Path fresh, Path entry) throws IOException {
    try {
      Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.isDirectory(entry)) {
        throw e;
      }
      // Another process was faster; its content is the same.
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
