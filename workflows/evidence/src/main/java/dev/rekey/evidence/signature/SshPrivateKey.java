// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.words.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * An Ed25519 private key that Rekey itself holds: made by {@code rekey key new}, or the instance's
 * own. Closing it wipes the key; the platform's own copies stay until the garbage collector comes.
 */
public final class SshPrivateKey implements AutoCloseable {

  private static final String HASH = "sha512";

  private final Secret seed;
  private final byte[] publicBytes;

  SshPrivateKey(Secret seed, byte[] publicBytes) {
    this.seed = seed;
    this.publicBytes = publicBytes.clone();
  }

  /** Makes a new key. */
  public static SshPrivateKey generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, random);
      KeyPair pair = generator.generateKeyPair();
      byte[] seed =
          ((EdECPrivateKey) pair.getPrivate())
              .getBytes()
              .orElseThrow(() -> new IllegalStateException("the platform hides its new key"));
      return new SshPrivateKey(
          Secret.taking(seed), Ed25519Key.encode((EdECPublicKey) pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519, this one does not", e);
    }
  }

  /**
   * Reads a key file in OpenSSH's format without a passphrase.
   *
   * @param file stays the caller's
   * @throws dev.rekey.evidence.MalformedEvidence if it is encrypted, of another type, or damaged;
   *     the message says what to do instead
   */
  public static SshPrivateKey parse(Secret file) {
    return file.open(PrivateKeyFile::read);
  }

  /** The key file in OpenSSH's format, without a passphrase: store it with mode 0600. */
  public Secret encode() {
    return seed.open(bytes -> Secret.taking(PrivateKeyFile.write(bytes, publicBytes)));
  }

  /**
   * The public half.
   *
   * @param comment what follows it in its line; may be empty
   */
  public SshPublicKey publicKey(String comment) {
    return SshPublicKey.ofBlob(PrivateKeyFile.publicBlob(publicBytes), comment);
  }

  /**
   * Signs a message as {@code ssh-keygen -Y sign -n NAMESPACE} does.
   *
   * @return the armored signature
   */
  public String sign(byte[] message, String namespace) {
    byte[] blob = PrivateKeyFile.publicBlob(publicBytes);
    try {
      byte[] value = signRaw(SshSignature.signedData(message, namespace, HASH));
      byte[] signature = new WireWriter().string(Ed25519Key.TYPE).string(value).toBytes();
      return SshSignature.armored(blob, namespace, HASH, signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with Ed25519 on this platform", e);
    }
  }

  /** Whether the private and the public half belong together. */
  boolean whole() {
    byte[] sample = {1};
    try {
      return Ed25519Key.of(publicBytes).verifies(sample, signRaw(sample));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] signRaw(byte[] data) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(seed.open(SshPrivateKey::platformKey));
    signer.update(data);
    return signer.sign();
  }

  private static PrivateKey platformKey(byte[] seed) {
    byte[] copy = seed.clone();
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, copy));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519, this one does not", e);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "SshPrivateKey[hidden]";
  }
}
