// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The list of what leaked, as a file. */
public final class LeakedList {

  private LeakedList() {}

  /**
   * Writes it as CSV with a header.
   *
   * @param health how the application of each is asked whether it is well; empty text for none
   */
  public static Path write(Path file, List<Leaked> leaked, Function<Leaked, String> health)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(Row.HEADER));
    leaked.forEach(one -> lines.add(one.row().line(health.apply(one))));
    return Files.write(file, lines);
  }
}
