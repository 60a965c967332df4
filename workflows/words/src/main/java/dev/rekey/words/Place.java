// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a consumer reads a credential: a location in a system that holds places, and for each part
 * of the credential's value the selector that finds it there.
 *
 * @param system the system that holds the place
 * @param location the system's own path, for example {@code secret/apps/billing}
 * @param selectors part of the value (for example {@code secret}) to selector (for OpenBao a JSON
 *     pointer, for example {@code /aws/secret_access_key}); at least one
 */
public record Place(SystemName system, String location, SortedMap<String, String> selectors)
    implements Comparable<Place> {

  public Place {
    requireNonNull(system, "system is null");
    Name.text("place", location, 500);
    if (selectors.isEmpty()) {
      throw new IllegalArgumentException(
          "place %s: no selector (expected: at least one part of the value)".formatted(location));
    }
    selectors = Collections.unmodifiableSortedMap(new TreeMap<>(selectors));
  }

  /** Builds a place from unsorted selectors. */
  public static Place of(SystemName system, String location, Map<String, String> selectors) {
    return new Place(system, location, new TreeMap<>(selectors));
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static Place parse(String text) {
    int colon = text.indexOf(':');
    int hash = text.indexOf('#', colon + 1);
    if (colon < 1 || hash < 0) {
      throw new IllegalArgumentException(
          "place '%s' (expected: system:location#part=selector&part=selector)".formatted(text));
    }
    SortedMap<String, String> selectors = new TreeMap<>();
    for (String selector : text.substring(hash + 1).split("&", -1)) {
      int equals = selector.indexOf('=');
      if (equals < 1
          || equals == selector.length() - 1
          || selectors.put(selector.substring(0, equals), selector.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "place '%s': '%s' (expected: part=selector, each part once)".formatted(text, selector));
      }
    }
    return new Place(
        new SystemName(text.substring(0, colon)), text.substring(colon + 1, hash), selectors);
  }

  @Override
  public int compareTo(Place other) {
    return toString().compareTo(other.toString());
  }

  /** {@code system:location#part=selector&…}: the form that lists of credentials use. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(system + ":" + location);
    char sign = '#';
    for (Map.Entry<String, String> selector : selectors.entrySet()) {
      text.append(sign).append(selector.getKey()).append('=').append(selector.getValue());
      sign = '&';
    }
    return text.toString();
  }
}
