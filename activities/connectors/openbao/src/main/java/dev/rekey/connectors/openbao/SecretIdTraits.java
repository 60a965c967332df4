// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.documents.JsonScan;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked for when a secret-id was made, beside what its role says. Policies may be written
 * over its metadata, so a successor without it may not be let in where the old one was.
 *
 * @param logInFrom networks from which it may be used, separated by commas; empty for the role's
 * @param actFrom networks from which its tokens may be used
 */
record SecretIdTraits(SortedMap<String, String> metadata, String logInFrom, String actFrom) {

  private static final SecretIdTraits NONE = new SecretIdTraits(new TreeMap<>(), "", "");

  SecretIdTraits {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** What all of them have in common; empty if they differ. */
  static Optional<SecretIdTraits> common(List<SecretIdEntry> entries) {
    List<SecretIdTraits> all = entries.stream().map(SecretIdEntry::traits).distinct().toList();
    return all.size() > 1 ? Optional.empty() : Optional.of(all.stream().findFirst().orElse(NONE));
  }

  /** The body of a request for one more like these. The server wants metadata as JSON in a text. */
  byte[] request(String label) {
    byte[] marked =
        JsonScan.object(
            generator -> Label.put(metadata, label).forEach(generator::writeStringProperty));
    return JsonScan.object(generator -> {
      generator.writeName("metadata");
      generator.writeUTF8String(marked, 0, marked.length);
      if (!logInFrom.isEmpty()) {
        generator.writeStringProperty("cidr_list", logInFrom);
      }
      if (!actFrom.isEmpty()) {
        generator.writeStringProperty("token_bound_cidrs", actFrom);
      }
    });
  }
}
