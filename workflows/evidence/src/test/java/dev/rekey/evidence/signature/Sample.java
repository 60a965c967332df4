// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Objects;

/** Keys and signatures for tests. */
final class Sample {

  private Sample() {}

  static String text(String name) {
    try (InputStream in = Sample.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SshPrivateKey newKey() {
    return SshPrivateKey.generate(new SecureRandom());
  }

  static SshPublicKey rsa(RSAPublicKey key) {
    return SshPublicKey.ofBlob(
        new WireWriter()
            .string("ssh-rsa")
            .string(key.getPublicExponent().toByteArray())
            .string(key.getModulus().toByteArray())
            .toBytes(),
        "");
  }

  static byte[] unwrap(String armored) {
    return SshSignature.ARMOR.unwrap(armored.getBytes(StandardCharsets.US_ASCII));
  }

  static String wrap(byte[] blob) {
    return new String(SshSignature.ARMOR.wrap(blob), StandardCharsets.US_ASCII);
  }

  static String wrap(byte[] blob, int columns) {
    return "-----BEGIN SSH SIGNATURE-----\n"
        + Base64.getMimeEncoder(columns, new byte[] {'\n'}).encodeToString(blob)
        + "\n-----END SSH SIGNATURE-----\n";
  }
}
