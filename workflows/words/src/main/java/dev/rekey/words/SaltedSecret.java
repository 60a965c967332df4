// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A secret and 32 random bytes. The digest of both binds a signature to the value, and tells
 * nothing of it once the random bytes are forgotten: they go where the value goes and are kept
 * nowhere.
 */
public record SaltedSecret(Secret salt, Secret value) implements AutoCloseable {

  /** How many random bytes there are. */
  public static final int SALT = 32;

  public SaltedSecret {
    int length = salt.open(bytes -> bytes.length);
    if (length != SALT) {
      throw new IllegalArgumentException("salt: %d bytes (expected: %d)".formatted(length, SALT));
    }
  }

  /** {@code sha256:} and the hash of salt and value, in this order. */
  public String digest() {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] bytes =
          salt.open(first ->
              value.open(second -> {
                hash.update(first);
                return hash.digest(second);
              }));
      return "sha256:" + HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }

  @Override
  public void close() {
    salt.close();
    value.close();
  }

  @Override
  public String toString() {
    return "SaltedSecret[hidden]";
  }
}
