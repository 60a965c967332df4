// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our mark in the metadata that a secret-id or a token carries. */
final class Label {

  private static final String NAME = "rekey";

  private Label() {}

  /** The metadata without our mark. */
  static SortedMap<String, String> without(SortedMap<String, String> metadata) {
    SortedMap<String, String> rest = new TreeMap<>(metadata);
    rest.remove(NAME);
    return rest;
  }

  /** The metadata with this mark. */
  static SortedMap<String, String> put(SortedMap<String, String> metadata, String label) {
    SortedMap<String, String> marked = new TreeMap<>(metadata);
    marked.put(NAME, label);
    return marked;
  }

  /** The mark; null if there is none. */
  static @Nullable String of(SortedMap<String, String> metadata) {
    return metadata.get(NAME);
  }
}
