// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object that was read from canonical JSON, each asked for by name and type.
 *
 * <p>Every way to fail is a {@link MalformedEvidence} that names the object and the field. {@link
 * #end} refuses fields that nobody asked for: a reader that skipped one would sign what it did not
 * understand.
 */
public final class Fields {

  private final String what;
  private final SortedMap<String, ?> values;
  private final Set<String> asked = new LinkedHashSet<>();

  private Fields(String what, SortedMap<String, ?> values) {
    this.what = what;
    this.values = values;
  }

  /**
   * Starts reading.
   *
   * @param what how messages call the object
   */
  public static Fields of(String what, SortedMap<String, ?> values) {
    return new Fields(what, values);
  }

  /** Whether the field is there. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The names of all fields, sorted. */
  public Set<String> names() {
    return values.keySet();
  }

  /** A text. */
  public String text(String key) {
    return required(key, String.class, "text");
  }

  /** A text, or null if the field is absent. */
  public @Nullable String textOrNull(String key) {
    return optional(key, String.class, "text");
  }

  /** True or false. */
  public boolean flag(String key) {
    return required(key, Boolean.class, "true or false");
  }

  /** A whole number. */
  public long number(String key) {
    return required(key, Long.class, "a whole number");
  }

  /** A whole number that fits into an {@code int}. */
  public int count(String key) {
    long number = number(key);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw wrong(key, Long.toString(number), "0 to 2147483647");
    }
    return (int) number;
  }

  /** A time in the one form in which it is written. */
  public Instant instant(String key) {
    return instant(key, text(key));
  }

  /** A time, or null if the field is absent. */
  public @Nullable Instant instantOrNull(String key) {
    String text = textOrNull(key);
    return text == null ? null : instant(key, text);
  }

  private Instant instant(String key, String text) {
    try {
      Instant time = Instant.parse(text);
      if (time.toString().equals(text)) {
        return time;
      }
    } catch (DateTimeException e) {
      // Told below, together with other spellings of a good time.
    }
    throw wrong(key, text, "a time like 2026-11-23T18:00:00Z");
  }

  /** A digest. */
  public Digest digest(String key) {
    return new Digest(text(key));
  }

  /** One of an enum's constants, in canonical spelling. */
  public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    return oneOf(key, text(key), type);
  }

  /** One of an enum's constants, or null if the field is absent. */
  public <E extends Enum<E>> @Nullable E oneOfOrNull(String key, Class<E> type) {
    String text = textOrNull(key);
    return text == null ? null : oneOf(key, text, type);
  }

  private <E extends Enum<E>> E oneOf(String key, String text, Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    for (E constant : constants) {
      if (CanonicalJson.name(constant).equals(text)) {
        return constant;
      }
    }
    throw wrong(
        key, text, "one of " + constants.stream().map(CanonicalJson::name).toList().toString());
  }

  /** An object. */
  public Fields object(String key) {
    return new Fields(what + "." + key, map(key));
  }

  /** An object, or null if the field is absent. */
  public @Nullable Fields objectOrNull(String key) {
    return has(key) ? object(key) : null;
  }

  /** An object as it is. */
  @SuppressWarnings("unchecked") // keys of plain objects are text: CanonicalJson sees to it
  public SortedMap<String, Object> map(String key) {
    return Collections.unmodifiableSortedMap(
        (SortedMap<String, Object>) required(key, SortedMap.class, "an object"));
  }

  /** An object whose values are all texts. */
  public SortedMap<String, String> texts(String key) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, Object> entry : map(key).entrySet()) {
      if (!(entry.getValue() instanceof String text)) {
        throw wrong(key, entry.getKey(), "an object whose values are texts");
      }
      texts.put(entry.getKey(), text);
    }
    return texts;
  }

  /** An array of texts. */
  public List<String> textList(String key) {
    return array(key).stream()
        .map(value -> {
          if (value instanceof String text) {
            return text;
          }
          throw wrong(key, value.toString(), "an array of texts");
        })
        .toList();
  }

  /** An array of objects, each made into something. */
  public <T> List<T> list(String key, Function<Fields, T> make) {
    return array(key).stream().map(value -> make.apply(element(key, value))).toList();
  }

  @SuppressWarnings("unchecked") // as in map
  private Fields element(String key, Object value) {
    if (value instanceof SortedMap<?, ?> object) {
      return new Fields(what + "." + key, (SortedMap<String, ?>) object);
    }
    throw wrong(key, value.toString(), "an array of objects");
  }

  private List<?> array(String key) {
    return required(key, List.class, "an array");
  }

  /**
   * Ends reading.
   *
   * @throws MalformedEvidence if there is a field that was not asked for
   */
  public void end() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        throw new MalformedEvidence(
            "%s: unknown field '%s' (expected: only %s)"
                .formatted(what, Shown.text(key), asked.stream().sorted().toList()));
      }
    }
  }

  private <T> T required(String key, Class<T> type, String expected) {
    T value = optional(key, type, expected);
    if (value == null) {
      throw new MalformedEvidence("%s: no '%s' (expected: %s)".formatted(what, key, expected));
    }
    return value;
  }

  private <T> @Nullable T optional(String key, Class<T> type, String expected) {
    asked.add(key);
    Object value = values.get(key);
    if (value == null || type.isInstance(value)) {
      return type.cast(value);
    }
    throw wrong(key, value.toString(), expected);
  }

  private MalformedEvidence wrong(String key, String value, String expected) {
    return new MalformedEvidence(
        "%s: '%s' is '%s' (expected: %s)".formatted(what, key, Shown.text(value), expected));
  }
}
