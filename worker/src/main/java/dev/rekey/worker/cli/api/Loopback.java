// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A client for this very machine: no TLS, no proxy, no redirects. */
final class Loopback {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private Loopback() {}

  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(HttpClient.Builder.NO_PROXY)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT)
        .sslContext(trustingNobody())
        .build();
  }

  /**
   * The client wants a context even if it never speaks TLS, and its own would read the platform's
   * certificates: a tenth of a second in each command. This one trusts no certificate at all.
   */
  private static SSLContext trustingNobody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[0], null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS, this one does not", e);
    }
  }
}
