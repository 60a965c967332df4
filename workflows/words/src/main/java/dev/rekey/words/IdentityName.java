// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** The account that a credential speaks for, as its system names it, for example an IAM user. */
public record IdentityName(String value) implements Comparable<IdentityName> {

  public IdentityName {
    Name.text("identity", value, 200);
  }

  @Override
  public int compareTo(IdentityName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
