// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/**
 * Consumers that tell over HTTP whether they are well: they are while AWS accepts their key, and
 * nothing else is the matter with them. Most read their place for each request; some keep in mind
 * what they read at their start.
 */
public final class Apps implements AutoCloseable {

  private record Key(String id, String secret) {}

  private final World world;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Key> remembered = new ConcurrentHashMap<>();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  private Apps(World world, HttpServer server) {
    this.world = world;
    this.server = server;
  }

  /** Begins to answer. */
  public static Apps start(World world) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Apps apps = new Apps(world, HttpServer.create(any, 0));
    apps.server.setExecutor(apps.threads);
    apps.server.createContext("/health/", apps::answer);
    apps.server.start();
    return apps;
  }

  /** Settings of a system that may ask them. */
  public Map<String, String> settings() {
    return Map.of("hosts", host(), "internal", "127.0.0.0/8");
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** How the consumer of a leaked key is asked. */
  public String url(Leak leak) {
    return "http://%s/health/%s".formatted(host(), leak.user());
  }

  /** The consumer starts, or starts again, and reads its place, this once. */
  public void restart(Leak leak) {
    remembered.put(leak.user(), read(leak.user()));
  }

  private Key read(String user) {
    JsonNode key = world.read("apps/" + user + "-0").get("aws");
    return new Key(
        key.get("access_key_id").stringValue(), key.get("secret_access_key").stringValue());
  }

  /** Something else is the matter with it. */
  public void breakDown(Leak leak) {
    broken.add(leak.user());
  }

  public void mend(Leak leak) {
    broken.remove(leak.user());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String user = path.substring(path.lastIndexOf('/') + 1);
    Key kept = remembered.get(user);
    Key key = kept == null ? read(user) : kept;
    boolean up = !broken.contains(user) && world.accepts(key.id(), key.secret());
    byte[] body = "{\"status\":\"%s\"}".formatted(up ? "UP" : "DOWN").getBytes(UTF_8);
    exchange.sendResponseHeaders(up ? 200 : 503, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
