// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * A detached signature as {@code ssh-keygen -Y sign} makes it (OpenSSH's {@code PROTOCOL.sshsig}).
 */
public final class SshSignature {

  static final Armor ARMOR = new Armor("SSH SIGNATURE");

  private static final String MAGIC = "SSHSIG";
  private static final int VERSION = 1;
  private static final List<String> HASHES = List.of("sha512", "sha256");

  private final byte[] blob;
  private final SshPublicKey key;
  private final String namespace;
  private final String hash;
  private final byte[] signature;

  private SshSignature(byte[] blob) {
    WireReader in = new WireReader("signature", blob);
    if (!Arrays.equals(in.bytes(MAGIC.length()), magic())) {
      throw new MalformedEvidence("signature: does not begin with SSHSIG");
    }
    int version = in.uint32();
    if (version != VERSION) {
      throw new MalformedEvidence(
          "signature: version %s (expected: 1)".formatted(Integer.toUnsignedString(version)));
    }
    this.blob = blob;
    this.key = SshPublicKey.ofBlob(in.string(), "");
    this.namespace = in.text();
    // Not covered by the signature, so it could be changed unseen.
    if (in.string().length > 0) {
      throw new MalformedEvidence("signature: reserved field in use (expected: empty)");
    }
    this.hash = in.text();
    if (!HASHES.contains(hash)) {
      throw new MalformedEvidence(
          "signature: hash '%s' (expected: one of %s)".formatted(Shown.text(hash), HASHES));
    }
    this.signature = in.string();
    in.end();
  }

  /**
   * Reads an armored signature exactly as OpenSSH writes it: 70 characters a line, a line end after
   * the last line. Any other character, or the same ones broken otherwise, is refused, so that
   * nobody can change a stored signature unseen.
   *
   * @throws MalformedEvidence if it is anything else
   */
  public static SshSignature parse(String armored) {
    SshSignature read = parseAnyLayout(armored);
    if (!read.armored().equals(armored)) {
      throw new MalformedEvidence(
          "signature: laid out otherwise than OpenSSH does (expected: 70 characters a line, one"
              + " line end after each)");
    }
    return read;
  }

  /**
   * Reads an armored signature whatever its line breaks, as other tools write it and people paste
   * it; {@link #armored} is then the form to store.
   *
   * @throws MalformedEvidence if it is not a signature
   */
  public static SshSignature parseAnyLayout(String armored) {
    return new SshSignature(ARMOR.unwrap(armored.getBytes(StandardCharsets.UTF_8)));
  }

  /** The armored text, as OpenSSH lays it out. */
  public String armored() {
    return new String(ARMOR.wrap(blob), StandardCharsets.US_ASCII);
  }

  /** The key that it claims to be made with: whose that is only a roster says. */
  public SshPublicKey key() {
    return key;
  }

  /** What kind of thing it was made over, for example {@code decision@rekey.dev}. */
  public String namespace() {
    return namespace;
  }

  /**
   * Whether this is the key's signature over the message in that namespace. Never throws: what
   * cannot be checked does not verify.
   */
  public boolean verifies(byte[] message, String namespace, SshPublicKey key) {
    if (namespace.isEmpty() || !this.namespace.equals(namespace) || !this.key.equals(key)) {
      return false;
    }
    try {
      WireReader in = new WireReader("signature", signature);
      return key.verifying().verifies(signedData(message, namespace, hash), in.text(), in);
    } catch (MalformedEvidence | GeneralSecurityException e) {
      return false;
    }
  }

  /** The bytes that the key really signs. */
  static byte[] signedData(byte[] message, String namespace, String hash)
      throws GeneralSecurityException {
    String algorithm = hash.equals("sha512") ? "SHA-512" : "SHA-256";
    return new WireWriter()
        .bytes(magic())
        .string(namespace)
        .string("")
        .string(hash)
        .string(MessageDigest.getInstance(algorithm).digest(message))
        .toBytes();
  }

  /** Puts a signature together. */
  static String armored(byte[] keyBlob, String namespace, String hash, byte[] signature) {
    byte[] blob =
        new WireWriter()
            .bytes(magic())
            .uint32(VERSION)
            .string(keyBlob)
            .string(namespace)
            .string("")
            .string(hash)
            .string(signature)
            .toBytes();
    return new SshSignature(blob).armored();
  }

  private static byte[] magic() {
    return MAGIC.getBytes(StandardCharsets.US_ASCII);
  }
}
