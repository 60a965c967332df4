// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;

/** Gathers what selectors find while a document is gone through. */
final class SelectedParts {

  private final SortedMap<String, Selector> selectors;
  private final Map<String, Secret> found = new TreeMap<>();
  private final Set<String> others = new TreeSet<>();

  SelectedParts(SortedMap<String, Selector> selectors) {
    this.selectors = selectors;
  }

  /** Whether any selector is about what is at {@code here}. */
  boolean wants(JsonPointer here) {
    return selectors.values().stream().anyMatch(each -> each.pointer().equals(here));
  }

  void see(JsonPointer here, Secret text) {
    selectors.forEach((part, selector) -> {
      if (selector.pointer().equals(here)) {
        selector.in(text).ifPresent(secret -> put(part, secret));
      }
    });
  }

  /** Of two texts under one name the last one counts, as with most readers of JSON. */
  private void put(String part, Secret secret) {
    Secret before = found.put(part, secret);
    if (before != null) {
      before.close();
    }
  }

  void seeOther(JsonPointer here) {
    selectors.forEach((part, selector) -> {
      if (selector.pointer().equals(here)) {
        others.add(part);
      }
    });
  }

  Selected selected() {
    for (String part : selectors.keySet()) {
      if (!found.containsKey(part)) {
        found.values().forEach(Secret::close);
        return others.contains(part) ? new Selected.NoText(part) : new Selected.Nothing(part);
      }
    }
    return new Selected.Found(CredentialValue.taking(found));
  }
}
