// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.words.CredentialId;
import dev.rekey.words.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A role as {@code pg_authid} has it.
 *
 * @param stored what the server stores of its password; empty if it has none
 * @param letsIn whether it may log in, and is not expired
 * @param now the server's time
 */
record Role(String name, long oid, Optional<String> stored, boolean letsIn, Instant now) {

  private static final int DIGEST_LETTERS = 32;

  /**
   * The id of its password: the role's number and a digest of what is stored of the password. A
   * SCRAM verifier is salted, so its digest differs for each password set and tells nothing about
   * it; an old MD5 one has no salt but the role's name, so its digest lets weak passwords be
   * guessed.
   */
  Optional<CredentialId> password() {
    return stored.map(text -> new CredentialId(oid + "-" + digest(text)));
  }

  /** Whether an id is one of this role's passwords, standing or gone. */
  boolean owns(CredentialId id) {
    return id.value().startsWith(oid + "-");
  }

  /** Whether its password is this one, so far as that can be told. */
  boolean holds(Secret password) {
    return stored.flatMap(Verifier::parse).filter(each -> each.accepts(password)).isPresent();
  }

  /** When its password was set; empty if it was not Rekey who did. */
  Optional<Instant> changed() {
    return stored.flatMap(Verifier::parse).flatMap(each -> new Salt(each.salt()).change(now));
  }

  /** The same role with another password. */
  Role with(Verifier verifier) {
    return new Role(name, oid, Optional.of(verifier.text()), letsIn, now);
  }

  /** As an SQL identifier. */
  String quoted() {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_LETTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Without what is stored. */
  @Override
  public String toString() {
    return "Role[%s]".formatted(name);
  }
}
