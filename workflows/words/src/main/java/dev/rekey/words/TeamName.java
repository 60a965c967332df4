// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** A team that answers for credentials. */
public record TeamName(String value) implements Comparable<TeamName> {

  public TeamName {
    Name.label("team", value);
  }

  @Override
  public int compareTo(TeamName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
