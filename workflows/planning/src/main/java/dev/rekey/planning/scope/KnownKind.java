// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.words.KindCapabilities;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A kind of credential that a known system accepts.
 *
 * @param defaultSelectors part of the value to selector, for places that name none, as the kind's
 *     playbook gives them; empty if places must name theirs
 */
public record KnownKind(KindCapabilities capabilities, SortedMap<String, String> defaultSelectors) {

  public KnownKind {
    requireNonNull(capabilities, "capabilities is null");
    List<String> parts = capabilities.parts();
    for (String part : defaultSelectors.keySet()) {
      if (!parts.contains(part)) {
        throw new IllegalArgumentException(
            "selector for part '%s' of %s%s (expected: one of %s)"
                .formatted(part, capabilities.kind(), DidYouMean.hint(part, parts), parts));
      }
    }
    defaultSelectors = Collections.unmodifiableSortedMap(new TreeMap<>(defaultSelectors));
  }

  /** Builds a kind from unsorted selectors. */
  public static KnownKind of(KindCapabilities capabilities, Map<String, String> defaultSelectors) {
    return new KnownKind(capabilities, new TreeMap<>(defaultSelectors));
  }
}
