// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * How a connection to Temporal is encrypted, and who shows a certificate.
 *
 * @param ca whom Temporal's certificate must come from; null for whom this machine trusts
 * @param certificate that Rekey shows, PEM; null for none
 * @param key of that certificate, PEM in PKCS#8 without a pass phrase, mode 0600
 * @param serverName that Temporal's certificate must bear; null for the host of its address
 */
public record Tls(
    @Nullable Path ca,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable String serverName) {

  /** Encrypted, with whom this machine trusts, and without a certificate of Rekey's. */
  public static final Tls PLAIN = new Tls(null, null, null, null);

  public Tls {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "a certificate without its key, or a key without its certificate (expected: both)");
    }
  }

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException with a message for people if one does not hold what it should;
   *     nothing of a key is in it
   */
  public SslContext context() {
    SslContextBuilder builder = GrpcSslContexts.forClient();
    if (ca != null) {
      read(ca, "certificates in PEM form", () -> builder.trustManager(ca.toFile()));
    }
    if (certificate != null && key != null) {
      Path shown = certificate;
      Path own = key;
      read(
          own,
          "the key of %s in PEM form, PKCS#8, without a pass phrase".formatted(shown),
          () -> builder.keyManager(shown.toFile(), own.toFile()));
    }
    try {
      return builder.build();
    } catch (SSLException | RuntimeException refused) {
      throw new IllegalArgumentException(
          "these certificates and this key cannot be used together", refused);
    }
  }

  private static void read(Path file, String expected, Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException unreadable) {
      throw new IllegalArgumentException("%s (expected: %s)".formatted(file, expected), unreadable);
    }
  }
}
