// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The folders where commands are found.
 *
 * @param value as {@code PATH} has it
 */
record SearchPath(String value) {
  private static final String FALLBACK = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  static SearchPath ofThisProcess() {
    String path = System.getenv("PATH");
    return new SearchPath(path == null || path.isBlank() ? FALLBACK : path);
  }

  /** The first executable file of that name; empty if there is none. */
  Optional<Path> find(String command) {
    return Arrays.stream(value.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, command))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
