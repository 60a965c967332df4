// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * The file of those who may have signed consumers' certificates. It lies where the worker runs, and
 * is read for each question, so that a file that was mended or renewed counts at once.
 */
record Authorities(Path file) {

  /** Well above any bundle of authorities. */
  static final int LONGEST = 1 << 20;

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");

  private static final String EXPECTED =
      "(expected: a file in PEM form with the certificates of those who may have signed consumers',"
          + " on the machine of the worker that asks them)";

  /** Whoever is asked with that client shows a certificate that one of these has signed. */
  OkHttpClient trustedBy(OkHttpClient client) throws NotUsable {
    X509TrustManager trust = trust(certificates());
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return client.newBuilder().sslSocketFactory(context.getSocketFactory(), trust).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** Reads the file, and says what is wrong with it. */
  List<Certificate> certificates() throws NotUsable {
    Matcher blocks = CERTIFICATE.matcher(text());
    List<Certificate> certificates = new ArrayList<>();
    while (blocks.find()) {
      certificates.add(certificate(blocks.group(1), certificates.size() + 1));
    }
    if (certificates.isEmpty()) {
      throw new NotUsable(file, "has no certificate in it");
    }
    return certificates;
  }

  private String text() throws NotUsable {
    if (!Files.exists(file)) {
      throw new NotUsable(file, "is not there");
    }
    // A pipe or a device would let every question wait for somebody who writes.
    if (!Files.isRegularFile(file)) {
      throw new NotUsable(file, "is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] read = in.readNBytes(LONGEST + 1);
      if (read.length > LONGEST) {
        throw new NotUsable(file, "has more than %d KiB".formatted(LONGEST >> 10));
      }
      return new String(read, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new NotUsable(
          file, "cannot be read by '%s'".formatted(System.getProperty("user.name")));
    }
  }

  private Certificate certificate(String encoded, int number) throws NotUsable {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(
              new ByteArrayInputStream(Base64.getMimeDecoder().decode(encoded.strip())));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new NotUsable(file, "has a certificate that cannot be read, its %d.".formatted(number));
    }
  }

  private static X509TrustManager trust(List<Certificate> certificates) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : certificates) {
        store.setCertificateEntry(Integer.toString(store.size()), each);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return Stream.of(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java judges no certificates", e);
    }
  }

  /** The file does not hold what it should. */
  static final class NotUsable extends Exception {
    private static final long serialVersionUID = 1L;

    NotUsable(Path file, String why) {
      super("setting 'root-certificate': %s %s %s".formatted(file, why, EXPECTED));
    }
  }
}
