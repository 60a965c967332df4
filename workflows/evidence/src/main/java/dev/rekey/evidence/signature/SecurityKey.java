// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * A key in a hardware token (OpenSSH's {@code PROTOCOL.u2f}): the token signs hashes of the
 * application and of the data, with flags and a counter between them.
 *
 * @param inner Ed25519 or ECDSA
 * @param application what the key was enrolled for, mostly {@code ssh:}
 */
record SecurityKey(String type, VerifyingKey inner, String application) implements VerifyingKey {

  static final String ED25519_TYPE = "sk-ssh-ed25519@openssh.com";
  static final String ECDSA_TYPE = "sk-ecdsa-sha2-nistp256@openssh.com";

  /** Somebody touched the token. */
  private static final int USER_PRESENT = 1;

  @Override
  public boolean verifies(byte[] data, String signatureType, WireReader signature)
      throws GeneralSecurityException {
    VerifyingKey.checkType(signatureType, type);
    byte[] value = signature.string();
    byte flags = signature.oneByte();
    int counter = signature.uint32();
    signature.end();
    // Without the flag, malware on the signer's machine may have signed alone.
    if ((flags & USER_PRESENT) == 0) {
      return false;
    }
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] signed =
        new WireWriter()
            .bytes(sha256.digest(application.getBytes(StandardCharsets.UTF_8)))
            .oneByte(flags)
            .uint32(counter)
            .bytes(sha256.digest(data))
            .toBytes();
    return switch (inner) {
      case Ed25519Key key -> key.verifies(signed, value);
      case EcdsaKey key -> key.verifies(signed, value);
      case RsaKey key -> false;
      case SecurityKey key -> false;
    };
  }
}
