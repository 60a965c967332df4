// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/**
 * A key and its self-signed certificate for {@code localhost} and 127.0.0.1, made by the JDK's
 * keytool, as PEM files.
 */
public final class Certificates {

  private static final String WORD = "changeit";

  private final KeyStore store;
  private final Path certificate;
  private final Path key;

  private Certificates(KeyStore store, Path certificate, Path key) {
    this.store = store;
    this.certificate = certificate;
    this.key = key;
  }

  /** Makes a pair in that folder. */
  public static Certificates make(Path folder, String name) {
    try {
      Path keystore = folder.resolve(name + ".p12");
      Process keytool =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                      "-genkeypair",
                      "-alias",
                      "it",
                      "-keyalg",
                      "EC",
                      "-groupname",
                      "secp256r1",
                      "-dname",
                      "CN=" + name,
                      "-ext",
                      "san=dns:localhost,ip:127.0.0.1",
                      "-validity",
                      "2",
                      "-storetype",
                      "PKCS12",
                      "-storepass",
                      WORD,
                      "-keystore",
                      keystore.toString()))
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
      KeyStore store = KeyStore.getInstance(keystore.toFile(), WORD.toCharArray());
      Path certificate = folder.resolve(name + ".pem");
      Path key = folder.resolve(name + ".key");
      Files.writeString(certificate, pem("CERTIFICATE", store.getCertificate("it").getEncoded()));
      Key secret = store.getKey("it", WORD.toCharArray());
      Files.createFile(
          key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
      return new Certificates(store, certificate, key);
    } catch (IOException | GeneralSecurityException | InterruptedException refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(content), what);
  }

  /** The certificate, which is its own issuer. */
  public Path certificate() {
    return certificate;
  }

  public Path key() {
    return key;
  }

  KeyStore store() {
    return store;
  }

  Certificate own() throws GeneralSecurityException {
    return store.getCertificate("it");
  }

  static char[] word() {
    return WORD.toCharArray();
  }
}
