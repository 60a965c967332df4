// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;

/** RSA of at least 2,048 bits with SHA-2 (RFC 8332); SHA-1 signatures are refused. */
record RsaKey(PublicKey key, int bytes) implements VerifyingKey {

  static final String TYPE = "ssh-rsa";

  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 16384;
  private static final int MOST_EXPONENT_BITS = 64;

  static RsaKey read(WireReader in) {
    BigInteger exponent = in.positive();
    BigInteger modulus = in.positive();
    int bits = modulus.bitLength();
    if (bits < LEAST_BITS || bits > MOST_BITS) {
      throw new MalformedEvidence(
          "RSA key: %d bits (expected: %d to %d)".formatted(bits, LEAST_BITS, MOST_BITS));
    }
    if (!exponent.testBit(0)
        || exponent.equals(BigInteger.ONE)
        || exponent.bitLength() > MOST_EXPONENT_BITS) {
      throw new MalformedEvidence(
          "RSA key: public exponent is 1, even or longer than 64 bits (expected: 65537)");
    }
    try {
      return new RsaKey(
          KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)),
          (bits + 7) / 8);
    } catch (GeneralSecurityException e) {
      throw new MalformedEvidence("RSA key: not one that this platform takes");
    }
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean verifies(byte[] data, String signatureType, WireReader signature)
      throws GeneralSecurityException {
    String algorithm =
        switch (signatureType) {
          case "rsa-sha2-512" -> "SHA512withRSA";
          case "rsa-sha2-256" -> "SHA256withRSA";
          default ->
              throw new MalformedEvidence(
                  "signature: type '%s' (expected: rsa-sha2-512 or rsa-sha2-256)"
                      .formatted(Shown.text(signatureType)));
        };
    byte[] value = signature.string();
    signature.end();
    if (value.length != bytes) {
      return false;
    }
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(key);
    verifier.update(data);
    return verifier.verify(value);
  }
}
