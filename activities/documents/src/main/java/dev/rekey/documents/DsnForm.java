// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import java.util.Arrays;

/** How a part is written within a connection string. */
enum DsnForm {
  /** RFC 3986, section 2.1. */
  PERCENT {
    @Override
    byte[] decode(byte[] text, int from, int to) {
      try (Wiped out = new Wiped(to - from)) {
        for (int i = from; i < to; i++) {
          int high = text[i] == '%' && i + 2 < to ? digit(text[i + 1]) : -1;
          int low = high >= 0 ? digit(text[i + 2]) : -1;
          if (low >= 0) {
            out.write(high * 16 + low);
            i += 2;
          } else {
            out.write(text[i]);
          }
        }
        return out.toByteArray();
      }
    }

    @Override
    byte[] encode(byte[] value) {
      try (Wiped out = new Wiped(3 * value.length)) {
        for (byte each : value) {
          if (isPlain(each)) {
            out.write(each);
          } else {
            out.write('%');
            out.write(Character.toUpperCase(Character.forDigit((each >> 4) & 15, 16)));
            out.write(Character.toUpperCase(Character.forDigit(each & 15, 16)));
          }
        }
        return out.toByteArray();
      }
    }
  },
  /** libpq's: between single quotes, or plain, with a backslash before what is meant literally. */
  KEYWORD {
    @Override
    byte[] decode(byte[] text, int from, int to) {
      boolean quoted = to - from >= 2 && text[from] == '\'';
      try (Wiped out = new Wiped(to - from)) {
        int end = quoted ? to - 1 : to;
        for (int i = quoted ? from + 1 : from; i < end; i++) {
          if (text[i] == '\\' && i + 1 < end) {
            i++;
          }
          out.write(text[i]);
        }
        return out.toByteArray();
      }
    }

    @Override
    byte[] encode(byte[] value) {
      boolean plain = value.length > 0;
      for (byte each : value) {
        plain &= isPlain(each);
      }
      if (plain) {
        return Arrays.copyOf(value, value.length);
      }
      try (Wiped out = new Wiped(2 * value.length + 2)) {
        out.write('\'');
        for (byte each : value) {
          if (each == '\'' || each == '\\') {
            out.write('\\');
          }
          out.write(each);
        }
        out.write('\'');
        return out.toByteArray();
      }
    }
  };

  abstract byte[] decode(byte[] text, int from, int to);

  abstract byte[] encode(byte[] value);

  /** RFC 3986's unreserved ones, which need no care in any form. */
  private static boolean isPlain(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || each == '-'
        || each == '.'
        || each == '_'
        || each == '~';
  }

  private static int digit(byte each) {
    return Character.digit(each, 16);
  }
}
