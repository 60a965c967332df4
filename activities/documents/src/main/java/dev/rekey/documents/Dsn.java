// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.words.Secret;
import java.util.Arrays;
import java.util.Optional;

/**
 * The user and the password within a connection string, in the forms that drivers take: {@code
 * scheme://user:password@host/…}, {@code …?user=…&password=…} (JDBC's) and {@code user=…
 * password='…'} (libpq's). One that names a part twice is ambiguous, and has none.
 */
final class Dsn {

  /** What of it is meant. */
  enum Part {
    USER("user"),
    PASSWORD("password");

    private final byte[] key;

    Part(String key) {
      this.key = key.getBytes(US_ASCII);
    }
  }

  private static final byte[] AUTHORITY = "://".getBytes(US_ASCII);

  private Dsn() {}

  /** The part, decoded; the caller closes it. */
  static Optional<Secret> find(Secret text, Part part) {
    return text.open(bytes -> span(bytes, part).map(span -> Secret.taking(span.decoded(bytes))));
  }

  /** The same connection string with another part, encoded as it needs; the caller closes it. */
  static Optional<Secret> replaced(Secret text, Part part, Secret with) {
    return text.open(bytes ->
        span(bytes, part)
            .map(span ->
                with.open(fresh -> {
                  byte[] encoded = span.form().encode(fresh);
                  byte[] whole = new byte[bytes.length - span.length() + encoded.length];
                  System.arraycopy(bytes, 0, whole, 0, span.from());
                  System.arraycopy(encoded, 0, whole, span.from(), encoded.length);
                  System.arraycopy(
                      bytes,
                      span.to(),
                      whole,
                      span.from() + encoded.length,
                      bytes.length - span.to());
                  Arrays.fill(encoded, (byte) 0);
                  return Secret.taking(whole);
                })));
  }

  private static Optional<DsnSpan> span(byte[] text, Part part) {
    int authority = indexOf(text, AUTHORITY);
    return authority < 0
        ? DsnSpan.keyword(text, part.key)
        : inUrl(text, authority + AUTHORITY.length, part);
  }

  private static Optional<DsnSpan> inUrl(byte[] text, int authority, Part part) {
    int end = firstOf(text, authority, "/?#");
    Optional<DsnSpan> inAuthority = inAuthority(text, authority, end, part);
    Optional<DsnSpan> inQuery = DsnSpan.parameter(text, end, part.key);
    return inAuthority.isPresent() && inQuery.isPresent()
        ? Optional.empty()
        : inAuthority.or(() -> inQuery);
  }

  private static Optional<DsnSpan> inAuthority(byte[] text, int from, int end, Part part) {
    int at = lastOf(text, from, end, '@');
    if (at < 0) {
      return Optional.empty();
    }
    int colon = firstOf(text, from, ":");
    boolean named = colon < at;
    return switch (part) {
      case USER -> Optional.of(new DsnSpan(from, named ? colon : at, DsnForm.PERCENT));
      case PASSWORD ->
          named ? Optional.of(new DsnSpan(colon + 1, at, DsnForm.PERCENT)) : Optional.empty();
    };
  }

  /** Where one of these characters stands first; the end if none does. */
  static int firstOf(byte[] text, int from, String letters) {
    for (int i = from; i < text.length; i++) {
      if (letters.indexOf(text[i]) >= 0) {
        return i;
      }
    }
    return text.length;
  }

  private static int lastOf(byte[] text, int from, int end, char letter) {
    for (int i = end - 1; i >= from; i--) {
      if (text[i] == letter) {
        return i;
      }
    }
    return -1;
  }

  private static int indexOf(byte[] text, byte[] sought) {
    for (int i = 0; i + sought.length <= text.length; i++) {
      if (Arrays.equals(text, i, i + sought.length, sought, 0, sought.length)) {
        return i;
      }
    }
    return -1;
  }
}
