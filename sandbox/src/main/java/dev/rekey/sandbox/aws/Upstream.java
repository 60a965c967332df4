// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * moto behind the proxy. Calls are passed on byte by byte with the {@code Host} that the caller
 * used, because the signature covers both; OkHttp is the client that lets {@code Host} be set.
 */
final class Upstream {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "transfer-encoding", "expect", "keep-alive");

  private final HttpUrl base;

  /** Never on its own again: a call that changes something may have been carried out. */
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .retryOnConnectionFailure(false)
          // One address is known, so there is none to race against.
          .fastFallback(false)
          .followRedirects(false)
          .connectTimeout(Duration.ofSeconds(5))
          .readTimeout(Duration.ofMinutes(2))
          .build();

  Upstream(URI moto) {
    base = Objects.requireNonNull(HttpUrl.get(moto), "moto is null");
  }

  AwsAnswer send(AwsRequest request) throws IOException {
    HttpUrl url = base.newBuilder().encodedPath(request.target().getRawPath()).build();
    Request.Builder builder =
        new Request.Builder().url(url).method(request.method(), RequestBody.create(request.body()));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      if (!OF_THE_CONNECTION.contains(header.getKey())) {
        builder.header(header.getKey(), header.getValue());
      }
    }
    try (Response response = http.newCall(builder.build()).execute()) {
      return new AwsAnswer(response.code(), response.body().string()).likeAws();
    }
  }

  void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
