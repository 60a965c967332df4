// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import java.util.Arrays;
import java.util.Optional;

/** Where a part stands within a connection string: from its first byte up to {@code to}. */
record DsnSpan(int from, int to, DsnForm form) {

  int length() {
    return to - from;
  }

  byte[] decoded(byte[] text) {
    return form.decode(text, from, to);
  }

  /** The value of {@code key=…} among the parameters after {@code ?}; empty if it stands twice. */
  static Optional<DsnSpan> parameter(byte[] text, int from, byte[] key) {
    Optional<DsnSpan> found = Optional.empty();
    int at = Dsn.firstOf(text, from, "?");
    while (at < text.length && text[at] != '#') {
      int start = at + 1;
      int equals = Dsn.firstOf(text, start, "=&#");
      at = Dsn.firstOf(text, start, "&#");
      if (equals < at && Arrays.equals(text, start, equals, key, 0, key.length)) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = Optional.of(new DsnSpan(equals + 1, at, DsnForm.PERCENT));
      }
    }
    return found;
  }

  /** The value of {@code key = …} among libpq's settings; empty if it stands twice. */
  static Optional<DsnSpan> keyword(byte[] text, byte[] key) {
    Optional<DsnSpan> found = Optional.empty();
    int at = 0;
    while (at < text.length) {
      int name = pastSpace(text, at);
      int nameEnd = Dsn.firstOf(text, name, " \t\r\n=");
      int equals = pastSpace(text, nameEnd);
      if (equals >= text.length || text[equals] != '=') {
        return Optional.empty();
      }
      int value = pastSpace(text, equals + 1);
      int end = valueEnd(text, value);
      if (end < 0) {
        return Optional.empty();
      }
      if (Arrays.equals(text, name, nameEnd, key, 0, key.length)) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = Optional.of(new DsnSpan(value, end, DsnForm.KEYWORD));
      }
      at = pastSpace(text, end);
    }
    return found;
  }

  private static int pastSpace(byte[] text, int from) {
    int at = from;
    while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
      at++;
    }
    return at;
  }

  /** Negative if a quote is never closed. */
  private static int valueEnd(byte[] text, int from) {
    boolean quoted = from < text.length && text[from] == '\'';
    String ends = quoted ? "'" : " \t\r\n";
    for (int i = quoted ? from + 1 : from; i < text.length; i++) {
      if (text[i] == '\\') {
        i++;
      } else if (ends.indexOf(text[i]) >= 0) {
        return quoted ? i + 1 : i;
      }
    }
    return quoted ? -1 : text.length;
  }
}
