// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import java.util.Optional;

/** Walks over a list's lines; those in which nothing stands are counted and passed over. */
final class Lines {

  /**
   * A line that holds something.
   *
   * @param number from 1, empty lines counted
   */
  record Line(int number, String text) {}

  private final String text;
  private int at;
  private int number;
  private int empty;

  Lines(String text) {
    this.text = text;
  }

  /** The next line that holds something. */
  Optional<Line> next() {
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      String line = text.substring(at, end);
      boolean both = end + 1 < text.length() && text.startsWith("\r\n", end);
      at = end + (both ? 2 : 1);
      number++;
      if (holdsSomething(line)) {
        return Optional.of(new Line(number, line));
      }
      if (!line.isBlank()) {
        empty++;
      }
    }
    return Optional.empty();
  }

  /** How many rows of empty cells were passed over so far; spreadsheets leave them behind. */
  int empty() {
    return empty;
  }

  private static boolean holdsSomething(String line) {
    return line.chars().anyMatch(c -> c != ',' && c != ' ' && c != '\t' && c != '"');
  }
}
