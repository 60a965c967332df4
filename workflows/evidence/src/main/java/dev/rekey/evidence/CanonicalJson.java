// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import java.util.Map;
import java.util.SortedMap;

/**
 * The one form in which everything is hashed and signed: a subset of RFC 8785 (JSON
 * Canonicalization Scheme), so that a stranger can make the same bytes with common tools.
 *
 * <p>Keys sorted by UTF-16 code unit, no white space, the shortest escapes, everything else as it
 * is. Values: objects, arrays, text, booleans and whole numbers up to 2^53-1 either way. No
 * fractions and no null: absent is absent. At most 30 levels deep.
 */
public final class CanonicalJson {

  /** How deep objects and arrays may be nested. */
  static final int DEPTH = 30;

  private CanonicalJson() {}

  /**
   * The canonical text of an object.
   *
   * <p>Besides what {@link #copy} returns, values may be {@code Integer}, {@code Instant}
   * (ISO-8601), {@link Digest} and enums (lower case, {@code -} for {@code _}).
   *
   * @throws MalformedEvidence if a value is of another type, null, too large or too deep, or if a
   *     text holds half a surrogate pair
   */
  public static String write(Map<String, ?> object) {
    return new CanonicalWriter().write(object);
  }

  /**
   * An immutable copy in the plain types that {@link #read} returns: {@code SortedMap}, {@code
   * List}, {@code String}, {@code Long}, {@code Boolean}.
   *
   * @throws MalformedEvidence as {@link #write}
   */
  public static SortedMap<String, Object> copy(Map<String, ?> object) {
    return Plain.object(object, 1);
  }

  /**
   * Reads canonical text back.
   *
   * @throws MalformedEvidence if the text is not JSON, not an object, or not in the canonical form,
   *     duplicate keys, fractions and trailing text included
   */
  public static SortedMap<String, Object> read(String text) {
    SortedMap<String, Object> object = new CanonicalReader(text).object();
    String canonical = write(object);
    if (!canonical.equals(text)) {
      throw new MalformedEvidence(
          "JSON: not in the canonical form from character %d on (expected: sorted keys, no white"
                  .formatted(firstDifference(canonical, text))
              + " space, shortest escapes)");
    }
    return object;
  }

  /** How an enum constant is written: lower case, {@code -} for {@code _}. */
  public static String name(Enum<?> constant) {
    return Plain.name(constant);
  }

  private static int firstDifference(String one, String other) {
    int at = 0;
    while (at < one.length() && at < other.length() && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at + 1;
  }
}
