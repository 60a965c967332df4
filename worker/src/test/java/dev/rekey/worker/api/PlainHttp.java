// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP as it goes over the wire, so that a test may send any host, path and origin. */
record PlainHttp(int port) {

  private static final String END = "\r\n";

  /**
   * An answer.
   *
   * @param headers each as {@code name: value}, the name in small letters
   */
  record Answer(int status, List<String> headers, String body) {}

  Answer send(String method, String path, Map<String, String> headers, String body) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Host", "127.0.0.1:" + port);
    all.putAll(headers);
    all.put("Connection", "close");
    all.put("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length));
    StringBuilder request = new StringBuilder("%s %s HTTP/1.1".formatted(method, path)).append(END);
    all.forEach((name, value) -> request.append(name).append(": ").append(value).append(END));
    request.append(END).append(body);
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer answer(String text) {
    int headEnd = text.indexOf(END + END);
    List<String> head = text.substring(0, headEnd).lines().toList();
    List<String> headers = head.stream().skip(1).map(PlainHttp::withSmallName).toList();
    return new Answer(
        Integer.parseInt(head.getFirst().split(" ", 3)[1]),
        headers,
        text.substring(headEnd + END.length() * 2));
  }

  private static String withSmallName(String header) {
    int colon = header.indexOf(':');
    return header.substring(0, colon).toLowerCase(Locale.ROOT) + header.substring(colon);
  }
}
