// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.text;

/** Text from outside as people may see it: nothing in it acts on a terminal, a log or a page. */
public final class Shown {

  /** The most characters of a line that people are shown. */
  public static final int LONGEST_LINE = 300;

  private Shown() {}

  /**
   * The text with control and invisible characters written as <code>&#92;u{…}</code>, cut with an
   * ellipsis.
   *
   * @param most at least 1; the result is no longer
   */
  public static String escaped(String text, int most) {
    StringBuilder shown = new StringBuilder();
    int[] codePoints = text.codePoints().limit(most + 1L).toArray();
    for (int codePoint : codePoints) {
      if (hidden(codePoint)) {
        shown.append("\\u{%x}".formatted(codePoint));
      } else {
        shown.appendCodePoint(codePoint);
      }
    }
    if (shown.length() <= most) {
      return shown.toString();
    }
    int end = Character.isHighSurrogate(shown.charAt(most - 2)) ? most - 2 : most - 1;
    return shown.substring(0, end) + "…";
  }

  /** Whether people would not see this character, or it would change how they see others. */
  public static boolean hidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * Refuses what is not one visible line.
   *
   * @throws IllegalArgumentException if the text is blank, longer than 300 characters or holds
   *     control or invisible characters
   */
  public static void requireLine(String what, String text) {
    if (text.isBlank()
        || text.length() > LONGEST_LINE
        || text.codePoints().anyMatch(Shown::hidden)) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: one line of 1 to %d characters, none of them invisible)"
              .formatted(what, escaped(text, 80), LONGEST_LINE));
    }
  }
}
