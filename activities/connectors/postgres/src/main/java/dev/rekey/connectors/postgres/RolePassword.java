// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Secret;
import java.security.SecureRandom;
import java.util.Map;

/** What the value of a role's password looks like. */
final class RolePassword {

  static final String ROLE = "role";
  static final String PASSWORD = "password";

  /** No character that a shell, a URL or a properties file would change. */
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** 238 bits: more than the verifier's digest is worth. */
  private static final int LENGTH = 40;

  private RolePassword() {}

  /** A new one. */
  static CredentialValue choose(IdentityName role, SecureRandom random) {
    char[] password = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      password[i] = LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
    return CredentialValue.taking(
        Map.of(ROLE, Secret.taking(role.value().toCharArray()), PASSWORD, Secret.taking(password)));
  }

  /** The name of a role that does not exist but for a chance of one in 10^22. */
  static IdentityName nobody(SecureRandom random) {
    StringBuilder name = new StringBuilder("nobody_");
    for (int i = 0; i < 16; i++) {
      name.append((char) ('a' + random.nextInt(26)));
    }
    return new IdentityName(name.toString());
  }

  /** Whether it has both parts. */
  static boolean isWhole(CredentialValue value) {
    return value.names().contains(ROLE) && value.names().contains(PASSWORD);
  }

  /** The role, which is no secret. */
  static String role(CredentialValue value) {
    return value.part(ROLE).open(bytes -> new String(bytes, UTF_8));
  }

  /**
   * Whether it is printable ASCII, for which SASLprep (RFC 4013) changes nothing, so that we and
   * every driver compute the same verifier.
   */
  static boolean isPlain(CredentialValue value) {
    return value
        .part(PASSWORD)
        .open(bytes -> {
          for (byte each : bytes) {
            if (each < '!' || each > '~') {
              return false;
            }
          }
          return bytes.length > 0;
        });
  }
}
