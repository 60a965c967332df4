// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.servers.Leftover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Ends children that an earlier demo left: only those whose pid files still name them. */
final class Leftovers {

  private Leftovers() {}

  static void end(Path folder) {
    try (Stream<Path> all = Files.walk(folder, 4)) {
      List<Path> pidFiles =
          all.filter(file -> file.getFileName().toString().endsWith(".pid")).toList();
      pidFiles.forEach(Leftover::end);
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "%s: %s (expected: a folder of the demo's)".formatted(folder, unreadable.getMessage()));
    }
  }
}
