// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns values into the five types that canonical JSON knows, or refuses them. */
final class Plain {

  private static final long LARGEST = (1L << 53) - 1;

  private Plain() {}

  static SortedMap<String, Object> object(Map<?, ?> object, int depth) {
    checkDepth(depth);
    SortedMap<String, Object> plain = new TreeMap<>();
    for (Map.Entry<?, ?> field : object.entrySet()) {
      String key = key(field.getKey());
      plain.put(key, value(present(key, field.getValue()), depth));
    }
    return Collections.unmodifiableSortedMap(plain);
  }

  private static List<Object> array(List<?> array, int depth) {
    checkDepth(depth);
    List<Object> plain = new ArrayList<>(array.size());
    for (Object value : array) {
      plain.add(value(value, depth));
    }
    return Collections.unmodifiableList(plain);
  }

  private static Object value(@Nullable Object value, int depth) {
    return switch (value) {
      case Map<?, ?> object -> object(object, depth + 1);
      case List<?> array -> array(array, depth + 1);
      case null, default -> leaf(value);
    };
  }

  /** A value that holds no others, as {@code String}, {@code Long} or {@code Boolean}. */
  static Object leaf(@Nullable Object value) {
    return switch (value) {
      case String text -> text(text);
      case Long number -> number(number);
      case Integer number -> (long) number;
      case Boolean flag -> flag;
      case Instant time -> time.toString();
      case Digest digest -> digest.value();
      case Enum<?> constant -> name(constant);
      case null -> throw new MalformedEvidence("JSON: null in an array (expected: a value)");
      default ->
          throw new MalformedEvidence(
              "JSON: a %s (expected: object, array, text, whole number, true or false)"
                  .formatted(value.getClass().getSimpleName()));
    };
  }

  static String key(@Nullable Object key) {
    if (key instanceof String text) {
      return text(text);
    }
    throw new MalformedEvidence("JSON: key %s (expected: text)".formatted(key));
  }

  static Object present(@Nullable Object key, @Nullable Object value) {
    if (value == null) {
      throw new MalformedEvidence(
          "JSON: '%s' is null (expected: a value, or no such key)"
              .formatted(Shown.text(String.valueOf(key))));
    }
    return value;
  }

  static void checkDepth(int depth) {
    if (depth > CanonicalJson.DEPTH) {
      throw new MalformedEvidence(
          "JSON: more than %d levels deep (expected: at most that)".formatted(CanonicalJson.DEPTH));
    }
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Long number(long number) {
    if (number > LARGEST || number < -LARGEST) {
      throw new MalformedEvidence(
          "JSON: number %d (expected: at most 2^53-1 either way)".formatted(number));
    }
    return number;
  }

  /** Half a surrogate pair has no UTF-8 form: two texts would get the same bytes. */
  private static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      throw new MalformedEvidence(
          "JSON: '%s' holds half a character (expected: whole Unicode characters)"
              .formatted(Shown.text(text)));
    }
    return text;
  }
}
