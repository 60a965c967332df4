// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The folders of {@code PATH}, where commands of this machine are found. */
final class SearchPath {
  private static final String FALLBACK = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  private SearchPath() {}

  /** The value that children get as {@code PATH}. */
  static String value() {
    String path = System.getenv("PATH");
    return path == null || path.isBlank() ? FALLBACK : path;
  }

  /** The first executable file of that name; empty if there is none. */
  static Optional<Path> find(String command) {
    return Arrays.stream(value().split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, command))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
