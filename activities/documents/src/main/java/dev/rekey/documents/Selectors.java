// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;

/** Where the parts of a value are within a document. */
public final class Selectors {

  private final SortedMap<String, Selector> byPart;

  private Selectors(SortedMap<String, Selector> byPart) {
    this.byPart = Collections.unmodifiableSortedMap(byPart);
  }

  /**
   * Reads selectors: {@code /pointer} for a text of a JSON document, {@code text} for a document
   * that is one text itself, each also after {@code dsn-user:} or {@code dsn-password:} for what is
   * within that text, a connection string.
   *
   * @param selectors part to selector
   * @return empty if one of them has none of these forms, or if both kinds of document are meant
   */
  public static Optional<Selectors> of(Map<String, String> selectors) {
    SortedMap<String, Selector> byPart = new TreeMap<>();
    for (Map.Entry<String, String> each : selectors.entrySet()) {
      Optional<Selector> selector = Selector.of(each.getValue());
      if (selector.isEmpty()) {
        return Optional.empty();
      }
      byPart.put(each.getKey(), selector.get());
    }
    long texts =
        byPart.values().stream().filter(each -> each.pointer().equals(JsonPointer.empty())).count();
    return texts == 0 || texts == byPart.size()
        ? Optional.of(new Selectors(byPart))
        : Optional.empty();
  }

  /** Whether the document is one text, and no JSON. */
  public boolean areOfOneText() {
    return byPart.values().stream().allMatch(each -> each.pointer().equals(JsonPointer.empty()));
  }

  /** Reads what all selectors find in a document that is one text. */
  public Selected select(Secret text) {
    SelectedParts parts = new SelectedParts(byPart);
    parts.see(JsonPointer.empty(), text);
    return parts.selected();
  }

  /**
   * The document with other parts, where it is one text; the caller closes it.
   *
   * @throws IllegalArgumentException if a selector finds nothing in it
   */
  public Secret rewritten(Secret text, CredentialValue value) {
    return rewritten(JsonPointer.empty(), text, value);
  }

  /** The text at {@code here} with the value's parts; a copy if no selector is about it. */
  Secret rewritten(JsonPointer here, Secret text, CredentialValue value) {
    Secret current = text.copy();
    for (Map.Entry<String, Selector> each : at(here).entrySet()) {
      try (Secret before = current) {
        current =
            each.getValue()
                .replaced(before, value.part(each.getKey()))
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "nothing is found for '%s' (expected: selected first)"
                            .formatted(each.getKey())));
      }
    }
    return current;
  }

  /** The selectors about the text at {@code here}, by part. */
  SortedMap<String, Selector> at(JsonPointer here) {
    return byPart.entrySet().stream()
        .filter(each -> each.getValue().pointer().equals(here))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
  }

  SortedMap<String, Selector> byPart() {
    return byPart;
  }
}
