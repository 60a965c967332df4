// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP/1.1 request as it came in.
 *
 * @param line the request line, for example {@code POST / HTTP/1.1}
 * @param headers the lines after it, each with its end of line, unchanged
 * @param body as many bytes as {@code Content-Length} says
 */
record HttpRequest(String line, String headers, byte[] body) {

  private static final int LARGEST_HEAD = 64 << 10;

  /** Empty if the other side closed without a request. */
  static Optional<HttpRequest> read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      head.write(next);
      ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
      if (head.size() > LARGEST_HEAD) {
        throw new IOException("request head is longer than %d bytes".formatted(LARGEST_HEAD));
      }
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int endOfLine = text.indexOf("\r\n");
    String headers = text.substring(endOfLine + 2, text.length() - 2);
    return Optional.of(
        new HttpRequest(
            text.substring(0, endOfLine), headers, in.readNBytes(contentLength(headers))));
  }

  private static int contentLength(String headers) throws IOException {
    for (String header : headers.split("\r\n")) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        return Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      if (lower.startsWith("transfer-encoding:")) {
        throw new IOException("request body without a length (expected: Content-Length)");
      }
    }
    return 0;
  }

  /** What a bench may look at to tell effects from other requests. */
  FaultyProxy.Seen seen() {
    String[] words = line.split(" ");
    return new FaultyProxy.Seen(
        words[0], words.length > 1 ? words[1] : "", new String(body, StandardCharsets.ISO_8859_1));
  }

  /** The bytes to send on: the same, but for asking the system to close when it has answered. */
  byte[] forwarded() {
    StringBuilder head = new StringBuilder(line).append("\r\n");
    for (String header : headers.split("\r\n")) {
      if (!header.toLowerCase(Locale.ROOT).startsWith("connection:") && !header.isEmpty()) {
        head.append(header).append("\r\n");
      }
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }
}
