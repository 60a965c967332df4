// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that a person named. */
final class InputFile {

  private InputFile() {}

  /** The file's content; empty with a mistake if there is none. */
  static byte[] read(String option, Path file, Mistakes mistakes) {
    try {
      if (Files.isDirectory(file)) {
        mistakes.add("%s: %s is a folder (expected: a file)".formatted(option, file));
        return new byte[0];
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      mistakes.add("%s: there is no %s".formatted(option, file));
    } catch (IOException e) {
      mistakes.add("%s: %s cannot be read: %s".formatted(option, file, e.getMessage()));
    }
    return new byte[0];
  }
}
