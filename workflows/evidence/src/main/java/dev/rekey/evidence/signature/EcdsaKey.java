// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;

/** ECDSA over NIST P-256 with SHA-256 (RFC 5656). */
record EcdsaKey(PublicKey key) implements VerifyingKey {

  static final String TYPE = "ecdsa-sha2-nistp256";

  private static final String CURVE = "nistp256";
  private static final int COORDINATE = 32;
  private static final byte UNCOMPRESSED = 4;

  static EcdsaKey read(WireReader in) {
    String curve = in.text();
    if (!curve.equals(CURVE)) {
      throw new MalformedEvidence(
          "ECDSA key: curve '%s' (expected: %s)".formatted(Shown.text(curve), CURVE));
    }
    byte[] point = in.string();
    if (point.length != 1 + 2 * COORDINATE || point[0] != UNCOMPRESSED) {
      throw new MalformedEvidence("ECDSA key: not an uncompressed point (expected: 65 bytes)");
    }
    ECPoint q =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE)),
            new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, point.length)));
    try {
      ECParameterSpec parameters = parameters();
      checkOnCurve(q, parameters.getCurve());
      return new EcdsaKey(
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(q, parameters)));
    } catch (GeneralSecurityException e) {
      throw new MalformedEvidence("ECDSA key: not a point of the curve");
    }
  }

  private static ECParameterSpec parameters() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static void checkOnCurve(ECPoint q, EllipticCurve curve) {
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = q.getAffineX();
    BigInteger y = q.getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
      throw new MalformedEvidence("ECDSA key: not a point of the curve");
    }
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
    WireReader in = new WireReader("ECDSA signature", value);
    BigInteger r = in.positive();
    BigInteger s = in.positive();
    in.end();
    if (r.bitLength() > 8 * COORDINATE || s.bitLength() > 8 * COORDINATE) {
      return false;
    }
    byte[] both = new byte[2 * COORDINATE];
    place(r, both, COORDINATE);
    place(s, both, 2 * COORDINATE);
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(key);
    verifier.update(data);
    return verifier.verify(both);
  }

  /** Writes a number of at most 32 bytes so that it ends before {@code end}. */
  private static void place(BigInteger number, byte[] into, int end) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, into, end - length, length);
  }
}
