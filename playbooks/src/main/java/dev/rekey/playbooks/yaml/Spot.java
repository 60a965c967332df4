// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import dev.rekey.planning.text.Shown;

/**
 * Where a value stands, and where what is wrong with it is told.
 *
 * @param path the keys above it, parted by dots; empty at the top and for keys themselves
 */
record Spot(Position position, String path, Mistakes mistakes) {

  private static final int LONGEST_PATH = 80;

  /** The path of what stands under this key. */
  String below(String key) {
    return Shown.escaped(path.isEmpty() ? key : path + "." + key, LONGEST_PATH);
  }

  void mistake(String rule, String message) {
    mistakes.add(position, rule, path.isEmpty() ? message : path + ": " + message);
  }
}
