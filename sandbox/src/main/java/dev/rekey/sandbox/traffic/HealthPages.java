// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.rekey.sandbox.loopback.LoopbackServer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where some applications say whether they are well: each does a request with its credential, and
 * answers {@code 200} and {@code {"status":"UP"}} if that went well.
 */
public final class HealthPages implements AutoCloseable {
  private static final String PATH = "/health/";

  private final Map<String, Consumer> consumers;
  private final LoopbackServer server;

  private HealthPages(Map<String, Consumer> consumers) throws IOException {
    this.consumers = new TreeMap<>(consumers);
    server = LoopbackServer.start("health", this::answer);
  }

  /** Starts them, by the names that stand in their paths. */
  public static HealthPages start(Map<String, Consumer> consumers) throws IOException {
    return new HealthPages(consumers);
  }

  /** Host and port. */
  public String host() {
    return server.address().getAuthority();
  }

  /** How many there are. */
  public int number() {
    return consumers.size();
  }

  /** Where that one answers; empty text if it has no page. */
  public String url(String name) {
    return consumers.containsKey(name) ? server.address() + PATH + name : "";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Consumer consumer = path.startsWith(PATH) ? consumers.get(path.substring(PATH.length())) : null;
    if (consumer == null) {
      LoopbackServer.respond(exchange, 404, new byte[0]);
      return;
    }
    boolean up = consumer.request().isEmpty();
    LoopbackServer.respond(
        exchange,
        up ? 200 : 503,
        "{\"status\":\"%s\"}".formatted(up ? "UP" : "DOWN").getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
