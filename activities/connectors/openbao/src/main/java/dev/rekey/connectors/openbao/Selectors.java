// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;

/**
 * Where the parts of a value are within KV's answer to a read.
 *
 * @param pointers part to JSON pointer, from the top of the answer
 */
record Selectors(SortedMap<String, JsonPointer> pointers) {

  /** RFC 6901, section 3, without the empty pointer: a whole document is no text. */
  private static final Pattern POINTER = Pattern.compile("(/([^/~]|~[01])*)+");

  /** Where the document is within the answer. */
  static final JsonPointer DOCUMENT = JsonPointer.compile("/data/data");

  Selectors {
    pointers = Collections.unmodifiableSortedMap(new TreeMap<>(pointers));
  }

  /** Empty if one of them is no JSON pointer. */
  static Optional<Selectors> of(Map<String, String> selectors) {
    SortedMap<String, JsonPointer> pointers = new TreeMap<>();
    for (Map.Entry<String, String> selector : selectors.entrySet()) {
      if (!POINTER.matcher(selector.getValue()).matches()) {
        return Optional.empty();
      }
      pointers.put(selector.getKey(), DOCUMENT.append(JsonPointer.compile(selector.getValue())));
    }
    return Optional.of(new Selectors(pointers));
  }

  /** The parts that are at this pointer. */
  List<String> parts(JsonPointer here) {
    return pointers.entrySet().stream()
        .filter(selector -> selector.getValue().equals(here))
        .map(Map.Entry::getKey)
        .toList();
  }
}
