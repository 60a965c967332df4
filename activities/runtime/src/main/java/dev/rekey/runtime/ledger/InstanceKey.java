// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import dev.rekey.evidence.Digest;
import dev.rekey.words.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that seals chain heads, so that whoever can only write to the database cannot forge an
 * entry. Lives in a file of mode 0600 outside PostgreSQL and its backups.
 */
public final class InstanceKey {

  private static final String ALGORITHM = "HmacSHA256";

  private final Secret key;

  private InstanceKey(Secret key) {
    this.key = key;
  }

  /** Reads the key, or makes one if there is none yet. */
  public static InstanceKey at(Path file) {
    try {
      if (Files.notExists(file)) {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        KeyFiles.write(file, fresh);
      }
      return new InstanceKey(Secret.taking(Files.readAllBytes(file)));
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "instance key %s: %s (expected: a readable file of mode 0600)"
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  byte[] seal(Digest hash) {
    return key.open(bytes -> {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(new SecretKeySpec(bytes, ALGORITHM));
        return mac.doFinal(hash.value().getBytes(StandardCharsets.US_ASCII));
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("HMAC-SHA-256 is missing", impossible);
      }
    });
  }
}
