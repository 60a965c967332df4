// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** A named instance of a connector, for example {@code okta-prod}. */
public record SystemName(String value) implements Comparable<SystemName> {

  public SystemName {
    Name.label("system", value);
  }

  @Override
  public int compareTo(SystemName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
