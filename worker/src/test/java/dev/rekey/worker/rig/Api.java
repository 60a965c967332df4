// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import dev.rekey.words.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the HTTP API, as blunt as a test needs. */
public final class Api {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Far more than any answer takes: a call that hangs is a defect. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final Secret token;

  public Api(int port, Secret token) {
    this.base = "http://127.0.0.1:%d/api/v1".formatted(port);
    this.token = token;
  }

  /** An answer: status and body. */
  public record Answer(int status, String body) {

    public JsonNode json() {
      return JSON.readTree(body);
    }

    /** The body of an answer that must be a good one. */
    public JsonNode good() {
      if (status / 100 != 2) {
        throw new AssertionError(status + " " + body);
      }
      return json();
    }
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", "");
  }

  public Answer post(String path, Map<String, ?> body) {
    return send("POST", path, "application/json", JSON.writeValueAsString(body));
  }

  public Answer csv(String path, String body) {
    return text(path, "text/csv", body);
  }

  public Answer text(String path, String type, String body) {
    return send("POST", path, type, body);
  }

  public byte[] bytes(String path) {
    return get(path).body().getBytes(StandardCharsets.UTF_8);
  }

  /** What a caller who knows the token sends as {@code Authorization}. */
  public static String bearer(Secret token) {
    return token.open(bytes -> "Bearer " + new String(bytes, StandardCharsets.UTF_8));
  }

  private Answer send(String method, String path, String type, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + path))
              .header("Authorization", bearer(token))
              .header("Content-Type", type)
              .timeout(PATIENCE)
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException | InterruptedException refused) {
      throw new IllegalStateException(refused);
    }
  }
}
