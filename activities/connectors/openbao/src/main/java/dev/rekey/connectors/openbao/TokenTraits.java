// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.documents.JsonScan;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a new token of a role must carry to open the same as the old ones.
 *
 * @param policies empty for all that the role allows
 */
record TokenTraits(SortedMap<String, String> metadata, SortedSet<String> policies) {

  TokenTraits {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    policies = Collections.unmodifiableSortedSet(new TreeSet<>(policies));
  }

  /** What all of them have in common; empty if they differ, or have what cannot be given again. */
  static Optional<TokenTraits> common(List<TokenEntry> entries) {
    if (entries.stream().anyMatch(entry -> entry.hasEntity() || entry.uses() != 0)) {
      return Optional.empty();
    }
    List<TokenTraits> all =
        entries.stream()
            .map(entry -> new TokenTraits(Label.without(entry.metadata()), entry.policies()))
            .distinct()
            .toList();
    return all.size() > 1
        ? Optional.empty()
        : Optional.of(
            all.stream().findFirst().orElse(new TokenTraits(new TreeMap<>(), new TreeSet<>())));
  }

  /** The body of a request for one more like these. */
  byte[] request(String label) {
    return JsonScan.object(generator -> {
      generator.writeStringProperty("type", "service");
      generator.writeObjectPropertyStart("meta");
      Label.put(metadata, label).forEach(generator::writeStringProperty);
      generator.writeEndObject();
      if (!policies.isEmpty()) {
        generator.writeArrayPropertyStart("policies");
        policies.forEach(generator::writeString);
        generator.writeEndArray();
        generator.writeBooleanProperty("no_default_policy", !policies.contains("default"));
      }
    });
  }
}
