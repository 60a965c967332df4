// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.text;

import static java.util.Objects.requireNonNull;

/**
 * One mistake in a text that a person wrote.
 *
 * @param file the file's name as it was given, for example {@code rekey.yaml}
 * @param line from 1; 0 if the mistake concerns the file as a whole
 * @param column from 1; 0 if the mistake concerns the line as a whole
 * @param rule the rule that it breaks, for example {@code unknown-key}: stable, for machines
 * @param message what is there, what was expected, what to do; one line, never a secret
 */
public record Mistake(String file, int line, int column, String rule, String message) {

  public Mistake {
    requireNonNull(file, "file is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(message, "message is null");
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException(
          "position: %d:%d (expected: >= 0)".formatted(line, column));
    }
  }

  /** A mistake that concerns the file as a whole. */
  public static Mistake ofFile(String file, String rule, String message) {
    return new Mistake(file, 0, 0, rule, message);
  }

  /** {@code file:line:column: message}, the form that editors jump to; without zeros. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    return text.append(": ").append(message).toString();
  }
}
