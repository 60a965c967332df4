// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.byhand;

/**
 * A token that was just made, as the admin console shows it this one time.
 *
 * @param id public
 * @param value the secret
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record HelpdeskToken(String id, byte[] value) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "HelpdeskToken[%s]".formatted(id);
  }
}
