// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request once, over a connection of its own, and says what became of it.
 *
 * <p>No redirects, no cookies, no retries, HTTP/1.1 only.
 */
final class Wire implements AutoCloseable {

  /** KV documents are limited by the server to about one MiB; lists of versions are short. */
  private static final long LARGEST_ANSWER = 8L << 20;

  private final OkHttpClient client;

  Wire(Duration timeout) {
    this.client =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            // None is kept. The time is how often those in use are looked at: never short.
            .connectionPool(new ConnectionPool(0, 5, TimeUnit.MINUTES))
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(
                timeout.compareTo(Duration.ofSeconds(5)) < 0 ? timeout : Duration.ofSeconds(5))
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .callTimeout(timeout)
            .eventListener(new MarksSent())
            // OkHttp sends a request again by itself on "503, Retry-After: 0".
            .addNetworkInterceptor(chain -> {
              Response response = chain.proceed(chain.request());
              return "0".equals(response.header("Retry-After"))
                  ? response.newBuilder().removeHeader("Retry-After").build()
                  : response;
            })
            .build();
  }

  /** What became of a request. */
  sealed interface Reply {

    /** The server, or somebody before it, answered. The body is the caller's to wipe. */
    record Answered(int status, Optional<Duration> retryAfter, byte[] body) implements Reply {}

    /** Nothing was sent. */
    record NotSent(String why) implements Reply {}

    /** Something was sent and no answer came. */
    record Lost(String why) implements Reply {}
  }

  /** Sends one request. */
  Reply send(Request.Builder builder) {
    Sent sent = new Sent();
    Request request = builder.tag(Sent.class, sent).build();
    try (Response response = client.newCall(request).execute()) {
      var body = response.body();
      if (body.source().request(LARGEST_ANSWER + 1)) {
        return new Reply.Lost("answer is longer than %d bytes".formatted(LARGEST_ANSWER));
      }
      return new Reply.Answered(
          response.code(), retryAfter(response.header("Retry-After")), body.bytes());
    } catch (IOException e) {
      String kind = e.getClass().getSimpleName();
      return sent.started
          ? new Reply.Lost("no answer (%s)".formatted(kind))
          : new Reply.NotSent("no connection (%s)".formatted(kind));
    }
  }

  private static Optional<Duration> retryAfter(@Nullable String header) {
    return header != null && header.matches("[1-9][0-9]{0,3}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
        : Optional.empty();
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** Whether the first byte of a request has been handed to the network. */
  private static final class Sent {
    private volatile boolean started;
  }

  private static final class MarksSent extends EventListener {
    @Override
    public void requestHeadersStart(Call call) {
      Sent sent = call.request().tag(Sent.class);
      if (sent != null) {
        sent.started = true;
      }
    }
  }
}
