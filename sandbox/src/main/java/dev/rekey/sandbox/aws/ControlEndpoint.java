// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import dev.rekey.sandbox.loopback.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The controls for another process, JSON over HTTP:
 *
 * <ul>
 *   <li>{@code GET /journal?since=N}: the calls from number N on, a list of {@link Call};
 *   <li>{@code GET /keys}: every key, what holds for calls and what was last written;
 *   <li>{@code PUT /lag} with {@code {"lag":"PT2S"}};
 *   <li>{@code GET /faults}, {@code DELETE /faults}, and {@code POST /faults} with {@code
 *       {"fault":"THROTTLED","action":"CreateAccessKey","user":"svc-a","times":3}}, of which all
 *       but the first may be left out.
 * </ul>
 *
 * <p>It tells names and ids, never a secret. What it does not understand is answered with 400 and a
 * sentence.
 */
final class ControlEndpoint {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Keys keys;
  private final Faults faults;
  private final Journal journal;
  private final Clock clock;

  ControlEndpoint(Keys keys, Faults faults, Journal journal, Clock clock) {
    this.keys = keys;
    this.faults = faults;
    this.journal = journal;
    this.clock = clock;
  }

  void serve(HttpExchange exchange) throws IOException {
    try {
      Object answer = answer(exchange);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      LoopbackServer.respond(exchange, 200, JSON.writeValueAsBytes(answer));
    } catch (IllegalArgumentException | DateTimeParseException | JacksonException e) {
      byte[] sentence = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      LoopbackServer.respond(exchange, 400, sentence);
    }
  }

  private Object answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    return switch (call) {
      case "GET /journal" -> journal.since(since(exchange.getRequestURI().getQuery()));
      case "GET /keys" -> keys.views(clock.instant());
      case "GET /faults" -> faults.pending();
      case "DELETE /faults" -> {
        faults.clear();
        yield List.of();
      }
      case "POST /faults" -> {
        faults.add(rule(JSON.readTree(exchange.getRequestBody().readAllBytes())));
        yield faults.pending();
      }
      case "PUT /lag" -> {
        keys.lag(
            Duration.parse(
                JSON.readTree(exchange.getRequestBody().readAllBytes()).path("lag").asString("")));
        yield List.of(keys.lag());
      }
      default ->
          throw new IllegalArgumentException(
              call + " (expected: GET /journal, GET /keys, PUT /lag, GET, POST or DELETE /faults)");
    };
  }

  private static Faults.Rule rule(JsonNode rule) {
    return new Faults.Rule(
        Fault.valueOf(rule.path("fault").asString("")),
        text(rule, "action"),
        text(rule, "user"),
        rule.path("times").asInt(1));
  }

  private static Optional<String> text(JsonNode rule, String name) {
    return rule.path(name).isString()
        ? Optional.of(rule.path(name).stringValue())
        : Optional.empty();
  }

  private static int since(@Nullable String query) {
    return query == null ? 0 : Integer.parseInt(query.replaceFirst("^since=", ""));
  }
}
