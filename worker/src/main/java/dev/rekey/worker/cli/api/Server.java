// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/** The server of a home, over its HTTP API. */
public final class Server implements AutoCloseable {

  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private final ServerAddress address;
  private final Duration patience;
  private final HttpClient client;

  private Server(ServerAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
    this.client = Loopback.client();
  }

  /**
   * The server of this home. Makes no call yet.
   *
   * @param patience how long an answer may take
   * @throws NoServer if none ever ran there
   */
  public static Server of(Path home, Duration patience) {
    return new Server(ServerAddress.of(home), patience);
  }

  /** Asks for one object. */
  public <T> T get(Class<T> view, Endpoint endpoint) {
    return understood(endpoint, () -> Json.read(json(request(endpoint).GET()), view));
  }

  /** Asks for a list. */
  public <T> List<T> list(Class<T> view, Endpoint endpoint) {
    return understood(endpoint, () -> Json.readList(json(request(endpoint).GET()), view));
  }

  /** Asks for a file's bytes. */
  public byte[] bytes(Endpoint endpoint) {
    return send(request(endpoint).GET()).body();
  }

  /** Hands something in. */
  public <T> T post(Class<T> view, Endpoint endpoint, Object body) {
    return post(view, endpoint, JSON, Json.compact(body));
  }

  /** Hands in a text of a type, for example {@code text/csv}. */
  public <T> T post(Class<T> view, Endpoint endpoint, String type, byte[] body) {
    BodyPublisher publisher = BodyPublishers.ofByteArray(body);
    return understood(
        endpoint,
        () ->
            Json.read(json(request(endpoint).header("Content-Type", type).POST(publisher)), view));
  }

  @Override
  public void close() {
    // Not close(): it waits for what an impatient command has given up.
    client.shutdownNow();
    address.token().close();
  }

  private interface Call<T> {
    T answer();
  }

  private static <T> T understood(Endpoint endpoint, Call<T> call) {
    try {
      return call.answer();
    } catch (JacksonException e) {
      throw new BadAnswer(
          "the answer to %s is not understood: %s"
              .formatted(endpoint.path(), e.getOriginalMessage()),
          e);
    }
  }

  private HttpRequest.Builder request(Endpoint endpoint) {
    String bearer =
        address.token().open(bytes -> "Bearer " + new String(bytes, StandardCharsets.US_ASCII));
    return HttpRequest.newBuilder(URI.create(root() + "/api/v1" + endpoint.path()))
        .timeout(patience)
        .header("Authorization", bearer)
        .header("Accept", JSON + ", " + PROBLEM);
  }

  private String root() {
    return "http://" + address.url().getRawAuthority();
  }

  private byte[] json(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = send(request);
    if (!type(response).equals(JSON)) {
      throw foreign("it answered with '%s'".formatted(type(response)));
    }
    return response.body();
  }

  /** The answer, if it is a good one. */
  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = exchange(request.build());
    int status = response.statusCode();
    if (status / 100 == 2) {
      return response;
    }
    if (status == 401) {
      throw foreign("it does not know the token of this home");
    }
    if (!type(response).equals(PROBLEM)) {
      throw foreign("it answered %d with '%s'".formatted(status, type(response)));
    }
    Problem problem =
        understood(
            new Endpoint(response.uri().getRawPath()),
            () -> Json.read(response.body(), Problem.class));
    if (status == 503) {
      throw new NoServer(
          "Rekey at %s is starting: %s".formatted(root(), problem.says()),
          "wait a few seconds and try again",
          null);
    }
    throw new Refused(problem);
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new NoServer(
          "Rekey has run here, but is stopped: nothing listens at " + root(), "rekey up", e);
    } catch (HttpTimeoutException e) {
      throw new NoServer(
          "Rekey at %s did not answer within %d s".formatted(root(), patience.toSeconds()),
          "look at the output of rekey up, and try again",
          e);
    } catch (IOException e) {
      throw foreign("it broke off: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoServer("interrupted while waiting for " + root(), "try again", e);
    }
  }

  private NoServer foreign(String what) {
    return new NoServer(
        "another program answers at %s: %s".formatted(root(), what),
        "rekey up   (Rekey is stopped, and something else has taken its port)",
        null);
  }

  private static String type(HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("no type");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
