// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import java.util.regex.Pattern;

/** The one rule for names that people give: short, printable, safe in URLs, files and queues. */
final class Name {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private Name() {}

  /** Returns {@code value} if it is a lower-case label of at most 63 characters. */
  static String label(String what, String value) {
    if (!LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: 1 to 63 of a-z, 0-9 and '-', not at the ends)"
              .formatted(what, printable(value)));
    }
    return value;
  }

  /**
   * Returns {@code value} if it is 1 to {@code most} characters without controls, bidirectional
   * marks or leading and trailing blanks.
   */
  static String text(String what, String value, int most) {
    if (value.isEmpty() || value.length() > most || !value.equals(value.strip())) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: 1 to %d characters, no blanks around)"
              .formatted(what, printable(value), most));
    }
    if (value.codePoints().anyMatch(Name::hidden)) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: no control or invisible characters)"
              .formatted(what, printable(value)));
    }
    return value;
  }

  private static boolean hidden(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String printable(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(80)
        .forEach(c -> {
          if (hidden(c)) {
            shown.append("\\u%04x".formatted(c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return shown.toString();
  }
}
