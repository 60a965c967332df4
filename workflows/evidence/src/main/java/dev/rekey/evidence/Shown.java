// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

/** How text that a stranger chose is shown to people: bounded, nothing invisible, one line. */
public final class Shown {

  private static final int MOST = 200;

  private Shown() {}

  /** The first 200 characters, with control, format and half characters escaped. */
  public static String text(String value) {
    return shown(value, MOST);
  }

  /** As {@link #text}, but of any length: for a sentence of our own that quotes others. */
  public static String line(String value) {
    return shown(value, Integer.MAX_VALUE);
  }

  private static String shown(String value, int most) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(most)
        .forEach(c -> {
          if (hidden(c)) {
            shown.append("\\u%04x".formatted(c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    if (value.codePointCount(0, value.length()) > most) {
      shown.append('…');
    }
    return shown.toString();
  }

  private static boolean hidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
