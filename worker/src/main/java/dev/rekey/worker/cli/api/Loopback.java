// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to this very machine: no TLS, no proxy, no redirects, no repeats.
 *
 * <p>Made of the platform's oldest client on purpose: with {@code java.net.http} a command takes
 * four times as long until its answer is there, all of it for what is not needed here.
 */
final class Loopback {

  private static final int CONNECT_MILLIS = 5_000;

  private Loopback() {}

  /**
   * What came back.
   *
   * @param type the media type in lower case, without parameters
   * @param replayed whether it was given before to the same request
   */
  record Answer(int status, String type, byte[] body, boolean replayed) {}

  /**
   * Something to hand in.
   *
   * @param type its media type
   * @param key what names this request if it is sent again
   */
  record Body(String type, byte[] bytes, String key) {}

  /**
   * Makes one call.
   *
   * @param authorization the header's value
   * @param body null for GET, anything else is POST
   * @param patience how long the answer may take
   * @throws IOException if there is no answer, or none in HTTP
   */
  static Answer call(URI uri, String authorization, @Nullable Body body, Duration patience)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    try {
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
      connection.setRequestProperty("Authorization", authorization);
      connection.setRequestProperty("Accept", "*/*");
      if (body != null) {
        send(connection, body);
      }
      int status = connection.getResponseCode();
      if (status < 0) {
        throw new IOException("it does not speak HTTP");
      }
      boolean replayed = connection.getHeaderField("Idempotency-Replayed") != null;
      return new Answer(status, type(connection), read(connection, status), replayed);
    } finally {
      connection.disconnect();
    }
  }

  private static void send(HttpURLConnection connection, Body body) throws IOException {
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", body.type());
    connection.setRequestProperty("Idempotency-Key", body.key());
    // Without a fixed length the platform repeats a POST by itself when a connection breaks.
    connection.setFixedLengthStreamingMode(body.bytes().length);
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.bytes());
    }
  }

  private static byte[] read(HttpURLConnection connection, int status) throws IOException {
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  private static String type(HttpURLConnection connection) {
    String type = connection.getContentType();
    if (type == null) {
      return "no type";
    }
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
