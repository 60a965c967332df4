// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.byhand;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.sandbox.traffic.Answer;
import dev.rekey.sandbox.traffic.Door;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Asks the help desk whom a token speaks for. */
final class HelpdeskDoor implements Door<byte[]>, AutoCloseable {
  private final HttpUrl me;
  private final OkHttpClient http =
      new OkHttpClient.Builder().followRedirects(false).callTimeout(Duration.ofSeconds(10)).build();

  HelpdeskDoor(URI helpdesk) {
    me = Objects.requireNonNull(HttpUrl.get(helpdesk.resolve("/me")), "helpdesk is null");
  }

  @Override
  public Answer enter(byte[] token) {
    Request request =
        new Request.Builder()
            .url(me)
            .header("Authorization", "Bearer " + new String(token, US_ASCII))
            .build();
    try (Response response = http.newCall(request).execute()) {
      return response.isSuccessful()
          ? Answer.as(response.body().string())
          : Answer.error("status " + response.code());
    } catch (IOException e) {
      return Answer.error("no answer");
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
