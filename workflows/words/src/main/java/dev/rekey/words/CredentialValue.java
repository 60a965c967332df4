// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A credential's value, part by part, for example {@code id} and {@code secret} of an access key.
 *
 * <p>Owns its secrets: closing it wipes them.
 */
public final class CredentialValue implements AutoCloseable {

  private final SortedMap<String, Secret> parts;

  private CredentialValue(SortedMap<String, Secret> parts) {
    this.parts = parts;
  }

  /** Takes the secrets over; at least one part. */
  public static CredentialValue taking(Map<String, Secret> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("credential value: no parts (expected: at least one)");
    }
    return new CredentialValue(Collections.unmodifiableSortedMap(new TreeMap<>(parts)));
  }

  /** The names of the parts, sorted. */
  public Set<String> names() {
    return parts.keySet();
  }

  /**
   * The secret of one part; it stays owned by this value.
   *
   * @throws IllegalArgumentException if there is no such part
   */
  public Secret part(String name) {
    Secret part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException(
          "no part '%s' (expected: one of %s)".formatted(name, parts.keySet()));
    }
    return part;
  }

  /** Whether every part that both name is the same, and they share at least one. */
  public boolean matches(CredentialValue other) {
    boolean shared = false;
    for (Map.Entry<String, Secret> part : parts.entrySet()) {
      Secret theirs = other.parts.get(part.getKey());
      if (theirs == null) {
        continue;
      }
      if (!part.getValue().matches(theirs)) {
        return false;
      }
      shared = true;
    }
    return shared;
  }

  /** Whether this part is exactly that text, which is no secret itself, for example a public id. */
  public boolean says(String name, String text) {
    try (Secret expected = Secret.taking(text.toCharArray())) {
      return part(name).matches(expected);
    }
  }

  @Override
  public void close() {
    parts.values().forEach(Secret::close);
  }

  @Override
  public String toString() {
    return "CredentialValue" + parts.keySet();
  }
}
