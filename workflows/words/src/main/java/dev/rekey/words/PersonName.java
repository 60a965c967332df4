// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** A person on the roster, by the principal of their key, for example {@code alice@example.com}. */
public record PersonName(String value) implements Comparable<PersonName> {

  public PersonName {
    Name.text("person", value, 100);
  }

  @Override
  public int compareTo(PersonName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
