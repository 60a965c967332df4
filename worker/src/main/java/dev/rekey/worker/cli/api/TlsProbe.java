// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Finds out why something that should speak HTTP does not. Sends nothing of ours. */
final class TlsProbe {

  private static final int PATIENCE_MILLIS = 2_000;

  private TlsProbe() {}

  /** Whether what listens there answers the beginning of TLS with TLS, trusted or not. */
  static boolean speaksTls(URI url) {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(url.getHost(), url.getPort()), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
      try (SSLSocket tls =
          (SSLSocket) factory.createSocket(plain, url.getHost(), url.getPort(), true)) {
        tls.startHandshake();
        return true;
      }
    } catch (SSLHandshakeException refused) {
      // A certificate that nobody knows, or none for us: it is TLS all the same.
      return !String.valueOf(refused.getMessage()).contains("terminated the handshake");
    } catch (SSLException noTls) {
      return false;
    } catch (IOException silent) {
      return false;
    }
  }
}
