// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.worker.cli.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers what a test tells it to, and remembers what it was asked. */
final class FakeServer implements AutoCloseable {

  static final String TOKEN = "fake-token-4711";

  private static final String ROOT = "/api/v1";
  private static final int LOST = -1;

  private final HttpServer http;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private record Answer(int status, String type, byte[] body, boolean replayed) {}

  /**
   * A question.
   *
   * @param what method and path, for example {@code GET /status}
   */
  record Asked(String what, String authorization, String type, String key, String body) {}

  private FakeServer(HttpServer http) {
    this.http = http;
  }

  /** Starts one. */
  static FakeServer start() {
    try {
      FakeServer server =
          new FakeServer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      server.http.createContext("/", server::handle);
      server.http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the file by which commands find it. */
  FakeServer in(Path home) {
    try {
      Files.createDirectories(home);
      Files.writeString(
          home.resolve("api.json"), "{\"url\":\"%s\",\"token\":\"%s\"}".formatted(url(), TOKEN));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Answers with this view from now on; if told several times, with one after the other. */
  FakeServer answers(String what, Object view) {
    return answers(what, 200, "application/json", Json.compact(view));
  }

  /** Takes the question and breaks the connection off. */
  FakeServer breaksOff(String what) {
    return answers(what, LOST, "", new byte[0]);
  }

  /** All questions of that method and path, in order. */
  List<Asked> all(String what) {
    return asked.stream().filter(one -> one.what().equals(what)).toList();
  }

  /** Refuses with a problem. */
  FakeServer refuses(String what, int status, Object problem) {
    return answers(what, status, "application/problem+json", Json.compact(problem));
  }

  FakeServer answers(String what, int status, String type, byte[] body) {
    return add(what, new Answer(status, type, body, false));
  }

  /** Answers with what it says to have answered before. */
  FakeServer replays(String what, Object view) {
    return add(what, new Answer(200, "application/json", Json.compact(view), true));
  }

  private FakeServer add(String what, Answer answer) {
    answers.computeIfAbsent(what, _ -> new ArrayDeque<>()).add(answer);
    return this;
  }

  /** All that was asked, in order. */
  List<String> asked() {
    return asked.stream().map(Asked::what).toList();
  }

  /** The last question of that method and path. */
  Asked last(String what) {
    return asked.reversed().stream()
        .filter(one -> one.what().equals(what))
        .findFirst()
        .orElseThrow(() -> new AssertionError("never asked " + what + " but " + asked()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String what =
        exchange.getRequestMethod()
            + " "
            + (path.startsWith(ROOT) ? path.substring(ROOT.length()) : path);
    asked.add(
        new Asked(
            what,
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Answer answer = next(what);
    if (answer.status() == LOST) {
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", answer.type());
    if (answer.replayed()) {
      exchange.getResponseHeaders().add("Idempotency-Replayed", "true");
    }
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private Answer next(String what) {
    Deque<Answer> queue = answers.get(what);
    if (queue == null) {
      byte[] problem =
          "{\"title\":\"unknown\",\"status\":404,\"detail\":\"no answer for %s\"}"
              .formatted(what)
              .getBytes(StandardCharsets.UTF_8);
      return new Answer(404, "application/problem+json", problem, false);
    }
    synchronized (queue) {
      return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
