// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** The immutable id under which a system lists a credential; never the secret itself. */
public record CredentialId(String value) implements Comparable<CredentialId> {

  public CredentialId {
    Name.text("credential id", value, 200);
  }

  @Override
  public int compareTo(CredentialId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
