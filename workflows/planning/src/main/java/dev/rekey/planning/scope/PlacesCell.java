// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.planning.text.Shown;
import dev.rekey.words.Place;
import dev.rekey.words.SystemName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the places of a row: {@code system:location#part=selector&part=selector;…}. Without
 * selectors the kind's defaults hold. A location can't hold {@code ;} or {@code #}, a selector
 * can't hold {@code ;} or {@code &}.
 */
final class PlacesCell {

  private static final int MOST = 100;

  /** More of the same kind would not help anybody to correct the row. */
  private static final int MOST_REASONS = 5;

  private final KnownSystems systems;
  private final KnownKind kind;
  private final List<String> reasons;

  /**
   * @param reasons where it says what is wrong
   */
  PlacesCell(KnownSystems systems, KnownKind kind, List<String> reasons) {
    this.systems = systems;
    this.kind = kind;
    this.reasons = reasons;
  }

  /** The places that could be read; fewer than the cell names if a reason was added. */
  List<Place> read(String cell) {
    List<Place> places = new ArrayList<>();
    for (String text : cell.split(";", -1)) {
      if (text.isBlank()) {
        continue;
      }
      if (reasons.size() >= MOST_REASONS) {
        return places;
      }
      if (places.size() == MOST) {
        reasons.add("places: more than %d (expected: at most that)".formatted(MOST));
        return places;
      }
      Place place = place(text.strip());
      if (place != null) {
        places.add(place);
      }
    }
    return places;
  }

  private @Nullable Place place(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      return wrong(
          text, "expected: system:location#part=selector&part=selector, several parted by ';'");
    }
    String name = text.substring(0, colon);
    List<String> holders =
        systems.systems().values().stream()
            .filter(KnownSystem::holdsPlaces)
            .map(system -> system.name().value())
            .toList();
    if (!holders.contains(name)) {
      return wrong(
          text,
          "system '%s' holds no places%s (expected: one of %s)"
              .formatted(Shown.escaped(name, 63), DidYouMean.hint(name, holders), holders));
    }
    int hash = text.indexOf('#');
    String location = hash < 0 ? text.substring(colon + 1) : text.substring(colon + 1, hash);
    SortedMap<String, String> selectors =
        hash < 0 ? defaults(text) : selectors(text, text.substring(hash + 1));
    if (selectors.isEmpty()) {
      return null;
    }
    try {
      return new Place(new SystemName(name), location, selectors);
    } catch (IllegalArgumentException e) {
      return wrong(text, String.valueOf(e.getMessage()));
    }
  }

  private SortedMap<String, String> defaults(String text) {
    if (kind.defaultSelectors().isEmpty()) {
      wrong(
          text,
          "no selector, and kind %s has no default (expected: #%s=…)"
              .formatted(kind.capabilities().kind(), kind.capabilities().parts().getFirst()));
    }
    return kind.defaultSelectors();
  }

  /** Empty if one of them is wrong. */
  private SortedMap<String, String> selectors(String text, String given) {
    SortedMap<String, String> selectors = new TreeMap<>();
    List<String> parts = kind.capabilities().parts();
    for (String selector : given.split("&", -1)) {
      int equals = selector.indexOf('=');
      String part = equals < 0 ? selector : selector.substring(0, equals);
      if (equals < 1 || equals == selector.length() - 1) {
        wrong(text, "'%s' (expected: part=selector)".formatted(Shown.escaped(selector, 80)));
        return new TreeMap<>();
      }
      if (!parts.contains(part)) {
        wrong(
            text,
            "part '%s' is not one of a %s%s (expected: one of %s)"
                .formatted(
                    Shown.escaped(part, 40),
                    kind.capabilities().kind(),
                    DidYouMean.hint(part, parts),
                    parts));
        return new TreeMap<>();
      }
      if (selectors.put(part, selector.substring(equals + 1)) != null) {
        wrong(text, "part '%s' stands twice (expected: once)".formatted(part));
        return new TreeMap<>();
      }
    }
    return selectors;
  }

  private @Nullable Place wrong(String text, String why) {
    reasons.add("place '%s': %s".formatted(Shown.escaped(text, 100), why));
    return null;
  }
}
