// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of OpenBao's API, with whatever token the caller has. */
final class BaoCalls implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");

  private final HttpUrl address;
  private final OkHttpClient http =
      new OkHttpClient.Builder().followRedirects(false).callTimeout(Duration.ofSeconds(10)).build();

  BaoCalls(URI openBao) {
    address = Objects.requireNonNull(HttpUrl.get(openBao), "openBao is null");
  }

  /**
   * What it answered.
   *
   * @param body missing if there was none
   */
  record Reply(int status, JsonNode body) {
    boolean isGood() {
      return status / 100 == 2;
    }
  }

  /** Without a token: logging in. */
  Reply post(String path, Map<String, ?> body) throws IOException {
    return send(request(path).post(json(body)).build());
  }

  Reply post(String path, Map<String, ?> body, byte[] token) throws IOException {
    return send(authorized(path, token).post(json(body)).build());
  }

  Reply get(String path, byte[] token) throws IOException {
    return send(authorized(path, token).get().build());
  }

  private Request.Builder authorized(String path, byte[] token) {
    return request(path)
        .header("X-Vault-Token", new String(token, java.nio.charset.StandardCharsets.US_ASCII));
  }

  private Request.Builder request(String path) {
    return new Request.Builder()
        .url(address.newBuilder().addPathSegment("v1").addPathSegments(path).build());
  }

  private static RequestBody json(Map<String, ?> body) {
    return RequestBody.create(JSON.writeValueAsBytes(body), JSON_TYPE);
  }

  private Reply send(Request request) throws IOException {
    try (Response response = http.newCall(request).execute()) {
      byte[] body = response.body().bytes();
      return new Reply(
          response.code(), body.length == 0 ? JSON.missingNode() : JSON.readTree(body));
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
