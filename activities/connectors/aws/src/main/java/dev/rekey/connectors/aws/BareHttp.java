// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends each request once, over a connection of its own, and says whether any of it was sent.
 *
 * <p>The SDK's own clients will not do: the JDK's {@code HttpURLConnection} below one of them sends
 * a POST again by itself when the connection breaks before an answer, which makes two keys of one
 * {@code CreateAccessKey}. No redirects, no cookies, no authenticator, HTTP/1.1 only.
 */
final class BareHttp implements SdkHttpClient {

  /** IAM's largest answers are pages of 100 entries, well below this many bytes. */
  private static final long LARGEST_ANSWER = 4L << 20;

  private final OkHttpClient client;

  BareHttp(Duration timeout) {
    this.client =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            // None is kept. The time is how often those in use are looked at: never short.
            .connectionPool(new ConnectionPool(0, 5, TimeUnit.MINUTES))
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(shorter(timeout, Duration.ofSeconds(5)))
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .callTimeout(timeout)
            .eventListener(new MarksSent())
            .build();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    SdkHttpRequest head = request.httpRequest();
    Call call = client.newCall(translate(request));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return send(call, head);
      }

      @Override
      public void abort() {
        call.cancel();
      }
    };
  }

  private static HttpExecuteResponse send(Call call, SdkHttpRequest head) throws IOException {
    try (Response response = call.execute()) {
      byte[] body = wholeBody(response.body());
      SdkHttpFullResponse answer =
          SdkHttpFullResponse.builder()
              .statusCode(response.code())
              .statusText(response.message())
              .headers(response.headers().toMultimap())
              .build();
      return HttpExecuteResponse.builder()
          .response(answer)
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    } catch (IOException e) {
      Sent sent = call.request().tag(Sent.class);
      if (sent != null && !sent.started) {
        throw new NotSentException(
            "no connection to %s:%d (%s)"
                .formatted(head.host(), head.port(), e.getClass().getSimpleName()),
            e);
      }
      throw e;
    }
  }

  private static byte[] wholeBody(ResponseBody body) throws IOException {
    if (body.source().request(LARGEST_ANSWER + 1)) {
      throw new IOException("answer is longer than %d bytes".formatted(LARGEST_ANSWER));
    }
    return body.bytes();
  }

  private static Request translate(HttpExecuteRequest request) {
    SdkHttpRequest head = request.httpRequest();
    Request.Builder builder =
        new Request.Builder().url(head.getUri().toString()).tag(Sent.class, new Sent());
    String type = null;
    for (Map.Entry<String, List<String>> header : head.headers().entrySet()) {
      for (String value : header.getValue()) {
        builder.addHeader(header.getKey(), value);
      }
      if (header.getKey().equalsIgnoreCase("Content-Type")) {
        type = header.getValue().getFirst();
      }
    }
    byte[] body =
        request
            .contentStreamProvider()
            .map(provider -> {
              try (InputStream content = provider.newStream()) {
                return content.readAllBytes();
              } catch (IOException e) {
                throw new IllegalStateException("request body in memory cannot be read", e);
              }
            })
            .orElse(null);
    builder.method(head.method().name(), body == null ? null : new OnceBody(type, body));
    return builder.build();
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  @Override
  public String clientName() {
    return "BareHttp";
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

  /** One-shot, because OkHttp repeats others by itself on "503, Retry-After: 0". */
  private static final class OnceBody extends RequestBody {
    private final @Nullable MediaType type;
    private final byte[] bytes;

    OnceBody(@Nullable String type, byte[] bytes) {
      this.type = type == null ? null : MediaType.parse(type);
      this.bytes = bytes;
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
