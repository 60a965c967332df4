// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A few HTTP calls to a server on this machine, each over a connection of its own: what is set up
 * here was started a moment ago and may be killed the next.
 */
final class LoopbackHttp {
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  /** What came back; the body is bytes because it may hold a secret. */
  @SuppressWarnings("ArrayRecordComponent")
  record Response(int status, byte[] body) {
    boolean succeeded() {
      return status / 100 == 2;
    }

    /** For bodies without secrets. */
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private LoopbackHttp() {}

  static Response get(URI uri, Map<String, String> headers) throws IOException {
    return send("GET", uri, headers, new byte[0]);
  }

  /**
   * One call.
   *
   * @throws IOException if there was no answer; any status is an answer
   */
  static Response send(String method, URI uri, Map<String, String> headers, byte[] body)
      throws IOException {
    HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    call.setRequestMethod(method);
    call.setInstanceFollowRedirects(false);
    call.setConnectTimeout(PATIENCE_MILLIS);
    call.setReadTimeout(PATIENCE_MILLIS);
    call.setRequestProperty("Connection", "close");
    headers.forEach(call::setRequestProperty);
    if (body.length > 0) {
      call.setDoOutput(true);
      // Otherwise the JDK sends it again on its own when the connection breaks before an answer.
      call.setFixedLengthStreamingMode(body.length);
      call.getOutputStream().write(body);
    }
    int status = call.getResponseCode();
    try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
      return new Response(status, in == null ? new byte[0] : in.readAllBytes());
    }
  }
}
