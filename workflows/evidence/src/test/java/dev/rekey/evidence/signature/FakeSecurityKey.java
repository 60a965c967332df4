// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** A hardware token in software: signs as OpenSSH's {@code PROTOCOL.u2f} says. */
final class FakeSecurityKey {

  static final int PRESENT = 1;
  static final int VERIFIED = 4;

  private final KeyPair pair;
  private final boolean ed25519;
  private final String application;

  FakeSecurityKey(boolean ed25519, String application) {
    this.ed25519 = ed25519;
    this.application = application;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ed25519 ? "Ed25519" : "EC");
      if (!ed25519) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      this.pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String type() {
    return ed25519 ? "sk-ssh-ed25519@openssh.com" : "sk-ecdsa-sha2-nistp256@openssh.com";
  }

  SshPublicKey publicKey() {
    WireWriter blob = new WireWriter().string(type());
    if (ed25519) {
      blob.string(Ed25519Key.encode((EdECPublicKey) pair.getPublic()));
    } else {
      blob.string("nistp256").string(point((ECPublicKey) pair.getPublic()));
    }
    return SshPublicKey.ofBlob(blob.string(application).toBytes(), "token");
  }

  static byte[] point(ECPublicKey key) {
    byte[] point = new byte[65];
    point[0] = 4;
    byte[] x = key.getW().getAffineX().toByteArray();
    byte[] y = key.getW().getAffineY().toByteArray();
    for (int i = 0; i < Math.min(32, x.length); i++) {
      point[32 - i] = x[x.length - 1 - i];
    }
    for (int i = 0; i < Math.min(32, y.length); i++) {
      point[64 - i] = y[y.length - 1 - i];
    }
    return point;
  }

  String sign(byte[] message, String namespace, int flags) {
    try {
      byte[] data = SshSignature.signedData(message, namespace, "sha512");
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] signed =
          new WireWriter()
              .bytes(sha256.digest(application.getBytes(StandardCharsets.UTF_8)))
              .oneByte(flags)
              .uint32(41)
              .bytes(sha256.digest(data))
              .toBytes();
      Signature signer =
          Signature.getInstance(ed25519 ? "Ed25519" : "SHA256withECDSAinP1363Format");
      signer.initSign(pair.getPrivate());
      signer.update(signed);
      byte[] field =
          new WireWriter()
              .string(type())
              .string(value(signer.sign()))
              .oneByte(flags)
              .uint32(41)
              .toBytes();
      return SshSignature.armored(publicKey().blob(), namespace, "sha512", field);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] value(byte[] raw) {
    if (ed25519) {
      return raw;
    }
    BigInteger r = new BigInteger(1, Arrays.copyOf(raw, 32));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(raw, 32, 64));
    return new WireWriter().string(r.toByteArray()).string(s.toByteArray()).toBytes();
  }
}
