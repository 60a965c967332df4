// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

/**
 * A credential that was just made.
 *
 * @param accessor its public id
 * @param value the secret
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Made(String accessor, byte[] value) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "Made[%s]".formatted(accessor);
  }
}
