// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * Reads and writes what an application keeps at its path: its credential, and beside it other
 * secrets that nobody who replaces the credential may touch.
 */
public final class AppStore implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");

  private final HttpUrl address;
  private final Path tokenFile;
  private final OkHttpClient http =
      new OkHttpClient.Builder().followRedirects(false).callTimeout(Duration.ofSeconds(10)).build();

  /**
   * A store.
   *
   * @param openBao its address
   * @param tokenFile mode 0600, its whole content is the token; read anew for each call
   */
  public AppStore(URI openBao, Path tokenFile) {
    address = Objects.requireNonNull(HttpUrl.get(openBao), "openBao is null");
    this.tokenFile = requireNonNull(tokenFile, "tokenFile is null");
  }

  /**
   * Writes a path whole.
   *
   * @param location mount and path, e.g. {@code secret/apps/billing}
   * @param content what is to stand there, as JSON
   * @throws IOException if it was not written; the message holds no value
   */
  public void write(String location, Map<String, ?> content) throws IOException {
    byte[] body = JSON.writeValueAsBytes(Map.of("data", content));
    Request request = request(location).post(RequestBody.create(body, JSON_TYPE)).build();
    try (Response response = http.newCall(request).execute()) {
      requireSuccess("writing", location, response);
    }
  }

  /**
   * What stands there now.
   *
   * @throws IOException if it cannot be read; the message holds no value
   */
  public JsonNode read(String location) throws IOException {
    try (Response response = http.newCall(request(location).get().build()).execute()) {
      requireSuccess("reading", location, response);
      return JSON.readTree(response.body().bytes()).path("data").path("data");
    }
  }

  /**
   * One text of what stands there now.
   *
   * @param content as {@link #read} gave it
   * @param pointer a JSON pointer
   * @throws IOException if there is none
   */
  public static String text(JsonNode content, String pointer) throws IOException {
    JsonNode found = content.at(pointer);
    if (!found.isString()) {
      throw new IOException("nothing stands at " + pointer);
    }
    return found.stringValue();
  }

  private Request.Builder request(String location) throws IOException {
    int slash = location.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("location: '" + location + "' (expected: mount/path)");
    }
    HttpUrl url =
        address
            .newBuilder()
            .addPathSegment("v1")
            .addPathSegment(location.substring(0, slash))
            .addPathSegment("data")
            .addPathSegments(location.substring(slash + 1))
            .build();
    String token = Files.readString(tokenFile, StandardCharsets.US_ASCII).strip();
    return new Request.Builder().url(url).header("X-Vault-Token", token);
  }

  private static void requireSuccess(String what, String location, Response response)
      throws IOException {
    if (!response.isSuccessful()) {
      throw new IOException(what + " " + location + ": status " + response.code());
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
