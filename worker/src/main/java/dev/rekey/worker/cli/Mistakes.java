// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a command's input, so that all of it is told at once. */
final class Mistakes {

  private final List<String> lines = new ArrayList<>();

  void add(String line) {
    lines.add(line);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Ends the command if there are any: nothing was started yet. */
  void stopIfAny() {
    if (!lines.isEmpty()) {
      throw new Failure(ExitCode.BAD_INPUT, "", lines, null);
    }
  }
}
