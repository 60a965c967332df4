// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import okhttp3.tls.HeldCertificate;

/**
 * A key and its self-signed certificate for {@code localhost} and 127.0.0.1, as PEM files.
 *
 * @param certificate which is its own issuer
 * @param key of mode 0600
 */
public record Certificates(HeldCertificate held, Path certificate, Path key) {

  /** Makes a pair in that folder. */
  public static Certificates make(Path folder, String name) {
    HeldCertificate held =
        new HeldCertificate.Builder()
            .commonName(name)
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    try {
      Path certificate = Files.writeString(folder.resolve(name + ".pem"), held.certificatePem());
      Path key =
          Files.createFile(
              folder.resolve(name + ".key"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(key, held.privateKeyPkcs8Pem());
      return new Certificates(held, certificate, key);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
