// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.servers.OpenBaoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A real OpenBao for the tests of this module, and a way to it beside the connector. */
final class RunningOpenBao {

  /** Tests seal it. Classes that use the same server take turns: each locks it by its name. */
  static final String PLACES = "the OpenBao of places";

  /** To list a role's tokens is to look up all that the server has. */
  static final String TOKENS = "the OpenBao of tokens";

  static final String SECRET_IDS = "the OpenBao of secret-ids";

  /** Keeps numbers as they are written. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Map<String, RunningOpenBao> RUNNING = new ConcurrentHashMap<>();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final OpenBaoServer server;
  private final String rootToken;

  private RunningOpenBao() {
    try {
      this.server = OpenBaoServer.start(Files.createTempDirectory("rekey-openbao"));
      this.rootToken = Files.readString(server.rootTokenFile());
      call("POST", "sys/auth/approle", "{\"type\":\"approle\"}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-openbao"));
  }

  /** The one of these turns; started when it is first asked for. */
  static RunningOpenBao of(String turns) {
    return RUNNING.computeIfAbsent(turns, _ -> new RunningOpenBao());
  }

  OpenBaoServer server() {
    return server;
  }

  URI address() {
    return server.address();
  }

  Path rootTokenFile() {
    return server.rootTokenFile();
  }

  /** Calls with the root token; {@code path} without {@code /v1/}. */
  JsonNode call(String method, String path, String body) {
    HttpResponse<String> response = send(method, path, body);
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
    }
    return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
  }

  /** The same, whatever the answer. */
  HttpResponse<String> send(String method, String path, String body) {
    return sendAs(rootToken, method, path, body);
  }

  /** The same, with another token. */
  HttpResponse<String> sendAs(String token, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve("/v1/" + path))
            .header("X-Vault-Token", token)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The keys under a path; none if there is none. */
  List<String> keys(String path) {
    HttpResponse<String> response = send("GET", path + "?list=true", "");
    List<String> keys = new ArrayList<>();
    if (response.statusCode() == 200) {
      JSON.readTree(response.body()).at("/data/keys").forEach(key -> keys.add(key.stringValue()));
    }
    return keys;
  }

  /** Waits until a KV engine serves: for a moment after mounting or unsealing it does not. */
  void awaitReady(String engine) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (send("GET", engine + "/config", "").statusCode() != 200) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(engine + " does not get ready");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
