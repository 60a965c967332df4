// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.databases;

/**
 * What opens a connection.
 *
 * @param role its name
 * @param passwordBytes the secret
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record RoleWord(String role, byte[] passwordBytes) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "RoleWord[%s]".formatted(role);
  }
}
