// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import dev.rekey.planning.text.DidYouMean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Keys and values. Each key that a reader asks for is known by that, whether it is there or not;
 * each key that is there and nobody asks for is a mistake. So a reader asks for all keys that the
 * language has, whatever the others say. A getter that finds something of another form than asked
 * for tells a mistake and returns empty, as it does for a key that is absent.
 */
public final class YamlMap implements YamlValue {

  private final Spot spot;
  private final Map<String, YamlEntry> entries;
  private final Set<String> known = new TreeSet<>();
  private boolean open;

  YamlMap(Spot spot, Map<String, YamlEntry> entries) {
    this.spot = spot;
    this.entries = new LinkedHashMap<>(entries);
  }

  /** Tells a mistake for each of these keys that is absent. */
  public void require(String... keys) {
    for (String key : keys) {
      known.add(key);
      if (!entries.containsKey(key)) {
        mistake("missing-key", "'%s' is missing".formatted(key));
      }
    }
  }

  /** Whatever stands under this key. */
  public Optional<YamlValue> find(String key) {
    known.add(key);
    return Optional.ofNullable(entries.get(key)).map(YamlEntry::value);
  }

  /** All entries in the file's order: for maps whose keys are names that the author chose. */
  public List<YamlEntry> entries() {
    open = true;
    return List.copyOf(entries.values());
  }

  /** The single value under this key, not empty. */
  public Optional<YamlText> text(String key) {
    Optional<YamlText> text = find(key, YamlText.class, "a single value");
    if (text.isPresent() && text.get().text().isBlank()) {
      text.get().mistake("empty-value", "empty (expected: a value)");
      return Optional.empty();
    }
    return text;
  }

  /** The map under this key. */
  public Optional<YamlMap> map(String key) {
    return find(key, YamlMap.class, "keys and values");
  }

  /** The list under this key. */
  public Optional<YamlList> list(String key) {
    return find(key, YamlList.class, "a list: [a, b]");
  }

  /** As {@link YamlText#label()}. */
  public Optional<String> label(String key) {
    return text(key).flatMap(YamlText::label);
  }

  /** As {@link YamlText#integer}. */
  public Optional<Integer> integer(String key, int least, int most) {
    return text(key).flatMap(text -> text.integer(least, most));
  }

  /** As {@link YamlText#duration}. */
  public Optional<Duration> duration(String key, Duration least, Duration most) {
    return text(key).flatMap(text -> text.duration(least, most));
  }

  /** As {@link YamlText#flag()}. */
  public Optional<Boolean> flag(String key) {
    return text(key).flatMap(YamlText::flag);
  }

  /** As {@link YamlText#oneOf(Class)}. */
  public <E extends Enum<E>> Optional<E> oneOf(String key, Class<E> type) {
    return text(key).flatMap(text -> text.oneOf(type));
  }

  /** As {@link YamlText#as}. */
  public <T> Optional<T> as(String key, Function<String, T> type) {
    return text(key).flatMap(text -> text.as(type));
  }

  @Override
  public Position position() {
    return spot.position();
  }

  @Override
  public String described() {
    return entries.isEmpty()
        ? "an empty map"
        : "a map with " + entries.keySet().stream().limit(5).toList();
  }

  @Override
  public void mistake(String rule, String message) {
    spot.mistake(rule, message);
  }

  /** Tells the keys that nobody asked for, here and in what was asked for. */
  void tellUnknownKeys() {
    for (Map.Entry<String, YamlEntry> entry : entries.entrySet()) {
      if (open || known.contains(entry.getKey())) {
        descend(entry.getValue().value());
      } else {
        YamlText key = entry.getValue().key();
        key.mistake(
            "unknown-key",
            "%s is not known here (expected: %s)%s"
                .formatted(
                    key.described(),
                    known.isEmpty() ? "nothing" : "one of " + known,
                    DidYouMean.hint(entry.getKey(), known)));
      }
    }
  }

  private static void descend(YamlValue value) {
    switch (value) {
      case YamlMap map -> map.tellUnknownKeys();
      case YamlList list -> list.values().forEach(YamlMap::descend);
      case YamlText text -> {}
    }
  }

  private <V extends YamlValue> Optional<V> find(String key, Class<V> form, String expected) {
    Optional<YamlValue> value = find(key);
    if (value.isPresent() && !form.isInstance(value.get())) {
      value
          .get()
          .mistake("wrong-shape", "%s (expected: %s)".formatted(value.get().described(), expected));
      return Optional.empty();
    }
    return value.map(form::cast);
  }
}
