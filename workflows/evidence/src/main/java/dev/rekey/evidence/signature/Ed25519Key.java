// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.evidence.MalformedEvidence;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/** Ed25519 (RFC 8032, RFC 8709). */
record Ed25519Key(PublicKey key) implements VerifyingKey {

  static final String TYPE = "ssh-ed25519";

  /** How many bytes a public key and a seed have. */
  static final int LENGTH = 32;

  private static final int SIGNATURE_LENGTH = 64;
  private static final BigInteger PRIME =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  static Ed25519Key read(WireReader in) {
    return of(in.string());
  }

  static Ed25519Key of(byte[] encoded) {
    if (encoded.length != LENGTH) {
      throw new MalformedEvidence(
          "Ed25519 key: %d bytes (expected: %d)".formatted(encoded.length, LENGTH));
    }
    byte[] bigEndian = reversed(encoded);
    boolean odd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    BigInteger y = new BigInteger(1, bigEndian);
    if (y.compareTo(PRIME) >= 0) {
      throw new MalformedEvidence("Ed25519 key: not in its one form (expected: y < 2^255 - 19)");
    }
    try {
      return new Ed25519Key(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(
                  new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, y))));
    } catch (GeneralSecurityException e) {
      throw new MalformedEvidence("Ed25519 key: not a point of the curve");
    }
  }

  /** The 32 bytes of a key that the platform made. */
  static byte[] encode(EdECPublicKey key) {
    byte[] y = key.getPoint().getY().toByteArray();
    byte[] encoded = new byte[LENGTH];
    for (int i = 0; i < Math.min(y.length, LENGTH); i++) {
      encoded[i] = y[y.length - 1 - i];
    }
    if (key.getPoint().isXOdd()) {
      encoded[LENGTH - 1] |= (byte) 0x80;
    }
    return encoded;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean verifies(byte[] data, String signatureType, WireReader signature)
      throws GeneralSecurityException {
    VerifyingKey.checkType(signatureType, TYPE);
    byte[] value = signature.string();
    signature.end();
    return verifies(data, value);
  }

  boolean verifies(byte[] data, byte[] value) throws GeneralSecurityException {
    if (value.length != SIGNATURE_LENGTH) {
      return false;
    }
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(data);
    return verifier.verify(value);
  }
}
