// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

/**
 * What logs in to an AppRole role.
 *
 * @param roleId no secret
 * @param secretIdBytes the secret
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record RoleLogin(String roleId, byte[] secretIdBytes) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "RoleLogin[%s]".formatted(roleId);
  }
}
