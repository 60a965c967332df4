// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.keys;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes key files: mode 0600 from the first byte, and whole or not at all. */
public final class KeyFiles {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private KeyFiles() {}

  /** Writes a file that only its owner can read; its folder is made if it is missing. */
  public static void write(Path file, byte[] content) throws IOException {
    Files.move(fresh(file, content), file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The same, but leaves a file that is there: of two processes that write at the same time, both
   * go on with what the quicker one wrote.
   */
  public static void writeNew(Path file, byte[] content) throws IOException {
    Path fresh = fresh(file, content);
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException another) {
      // It was quicker.
    } finally {
      Files.delete(fresh);
    }
  }

  private static Path fresh(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path fresh =
        Files.createTempFile(
            folder, ".key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    return Files.write(fresh, content);
  }
}
