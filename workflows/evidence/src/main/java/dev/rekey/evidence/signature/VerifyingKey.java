// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import java.security.GeneralSecurityException;
import java.util.List;

/** A public key by its algorithm: reads its own blob and checks signatures of its own form. */
sealed interface VerifyingKey permits Ed25519Key, EcdsaKey, RsaKey, SecurityKey {

  /** The key types that can be read, for messages. */
  List<String> TYPES =
      List.of(
          Ed25519Key.TYPE,
          EcdsaKey.TYPE,
          RsaKey.TYPE,
          SecurityKey.ED25519_TYPE,
          SecurityKey.ECDSA_TYPE);

  /**
   * Reads a key's blob.
   *
   * @throws MalformedEvidence if it is of another type, too weak, or not exactly one key
   */
  static VerifyingKey read(byte[] blob) {
    WireReader in = new WireReader("public key", blob);
    String type = in.text();
    VerifyingKey key =
        switch (type) {
          case Ed25519Key.TYPE -> Ed25519Key.read(in);
          case EcdsaKey.TYPE -> EcdsaKey.read(in);
          case RsaKey.TYPE -> RsaKey.read(in);
          case SecurityKey.ED25519_TYPE -> new SecurityKey(type, Ed25519Key.read(in), in.text());
          case SecurityKey.ECDSA_TYPE -> new SecurityKey(type, EcdsaKey.read(in), in.text());
          default ->
              throw new MalformedEvidence(
                  "public key: type '%s' (expected: one of %s)".formatted(Shown.text(type), TYPES));
        };
    in.end();
    return key;
  }

  /** The key's type, as it stands first in its line. */
  String type();

  /**
   * Whether a signature is this key's over the data.
   *
   * @param signature the signature's type is read already
   * @throws MalformedEvidence if it does not have the form of this kind of key's signatures
   * @throws GeneralSecurityException if the platform cannot make sense of it
   */
  boolean verifies(byte[] data, String signatureType, WireReader signature)
      throws GeneralSecurityException;

  /** Refuses a signature whose type is not the one that this kind of key makes. */
  static void checkType(String found, String expected) {
    if (!found.equals(expected)) {
      throw new MalformedEvidence(
          "signature: type '%s' (expected: %s)".formatted(Shown.text(found), expected));
    }
  }
}
