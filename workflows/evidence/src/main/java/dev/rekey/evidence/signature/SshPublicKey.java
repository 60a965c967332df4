// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public key as SSH writes it: Ed25519, ECDSA P-256, RSA, and the first two in hardware tokens.
 * Equal if it is the same key, whatever its comment.
 */
public final class SshPublicKey {

  private final byte[] blob;
  private final VerifyingKey key;
  private final String comment;

  private SshPublicKey(byte[] blob, String comment) {
    this.blob = blob;
    this.key = VerifyingKey.read(blob);
    this.comment = comment;
  }

  /**
   * Reads a line of a {@code .pub} file: {@code ssh-ed25519 AAAA… comment}; the comment may be
   * missing.
   *
   * @throws MalformedEvidence if it is not exactly one key of a type that Rekey takes
   */
  public static SshPublicKey parse(String line) {
    String[] words = line.strip().split("[ \t]+", 3);
    if (words.length < 2) {
      throw new MalformedEvidence(
          "public key: '%s' (expected: type, base64 and a comment, as in a .pub file)"
              .formatted(Shown.text(line)));
    }
    SshPublicKey read = ofBlob(decode(words[1]), words.length == 3 ? words[2] : "");
    if (!read.type().equals(words[0])) {
      throw new MalformedEvidence(
          "public key: type '%s' before a key of type '%s' (expected: the same)"
              .formatted(Shown.text(words[0]), read.type()));
    }
    return read;
  }

  static SshPublicKey ofBlob(byte[] blob, String comment) {
    return new SshPublicKey(blob.clone(), comment);
  }

  private static byte[] decode(String base64) {
    try {
      byte[] blob = Base64.getDecoder().decode(base64);
      if (Base64.getEncoder().encodeToString(blob).equals(base64)) {
        return blob;
      }
    } catch (IllegalArgumentException e) {
      // Told below, together with base64 that has a second spelling.
    }
    throw new MalformedEvidence(
        "public key: '%s' (expected: base64 without line breaks)".formatted(Shown.text(base64)));
  }

  /** The key's type, for example {@code ssh-ed25519}. */
  public String type() {
    return key.type();
  }

  /** What follows the key in its line; may be empty. */
  public String comment() {
    return comment;
  }

  /** The line of a {@code .pub} file, without a line end. */
  public String line() {
    String line = type() + " " + Base64.getEncoder().encodeToString(blob);
    return comment.isEmpty() ? line : line + " " + comment;
  }

  /** As {@code ssh-keygen -l} shows it: {@code SHA256:} and base64. */
  public String fingerprint() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }

  byte[] blob() {
    return blob.clone();
  }

  VerifyingKey verifying() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SshPublicKey that && Arrays.equals(blob, that.blob);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(blob);
  }

  @Override
  public String toString() {
    return type() + " " + fingerprint();
  }
}
