// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** A kind of credential, for example {@code iam-access-key}. */
public record Kind(String value) implements Comparable<Kind> {

  public Kind {
    Name.label("kind", value);
  }

  @Override
  public int compareTo(Kind other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
