// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.files.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that a person named. */
final class InputFile {

  private InputFile() {}

  /** The file's content; empty with a mistake if there is none, or more than the limit. */
  static byte[] read(String option, Path file, Limit limit, Mistakes mistakes) {
    try {
      if (Files.isDirectory(file)) {
        mistakes.add("%s: %s is a folder (expected: a file)".formatted(option, file));
        return new byte[0];
      }
      return limit.read(file);
    } catch (Limit.Exceeded e) {
      mistakes.add("%s: %s has %s".formatted(option, file, e.getMessage()));
    } catch (NoSuchFileException e) {
      mistakes.add("%s: there is no %s".formatted(option, file));
    } catch (IOException e) {
      mistakes.add("%s: %s cannot be read: %s".formatted(option, file, e.getMessage()));
    }
    return new byte[0];
  }
}
