// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.worker.systems.SecretFiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The files that settings name.
 *
 * @param folder from which their paths begin
 */
record NamedFiles(Path folder) {

  /** A file that nobody but its owner can read. */
  Path secret(String text) {
    Path file = path(text);
    try {
      SecretFiles.read(file).close();
      return file;
    } catch (IllegalStateException refused) {
      throw new IllegalArgumentException(refused.getMessage());
    }
  }

  /** A file that anybody may read. */
  Path open(String text) {
    Path file = path(text);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "%s cannot be read (expected: a file in PEM form)".formatted(file));
    }
    return file;
  }

  /** A folder that is there. */
  Path folder(String text) {
    Path folder = path(text);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "%s is no folder (expected: one with playbooks, files that end in .yaml)"
              .formatted(folder));
    }
    return folder;
  }

  private Path path(String text) {
    try {
      return folder.resolve(text);
    } catch (InvalidPathException notEvenAPath) {
      throw new IllegalArgumentException("'%s' (expected: a file's path)".formatted(text));
    }
  }
}
