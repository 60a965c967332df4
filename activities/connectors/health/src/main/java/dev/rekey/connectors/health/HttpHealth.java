// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import dev.rekey.connectors.health.Authorities.NotUsable;
import dev.rekey.connectors.health.GuardedSockets.RefusedAddress;
import dev.rekey.spi.Health;
import dev.rekey.spi.HealthChecks;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Rejection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks with one bare GET: no redirects, no credentials, no cookies, no retries, no proxy, and no
 * connection kept, so that the address of each question is judged anew.
 */
final class HttpHealth implements HealthChecks, AutoCloseable {

  private final HealthSettings settings;
  private final SystemTools tools;
  private final OkHttpClient client;

  HttpHealth(HealthSettings settings, SystemTools tools) {
    this.settings = settings;
    this.tools = tools;
    this.client =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .proxy(Proxy.NO_PROXY)
            .socketFactory(new GuardedSockets(new AddressRule(settings.internal())))
            // None is kept. The time is how often those in use are looked at: never short.
            .connectionPool(new ConnectionPool(0, 5, TimeUnit.MINUTES))
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(settings.timeout())
            .readTimeout(settings.timeout())
            .writeTimeout(settings.timeout())
            .callTimeout(settings.timeout())
            // OkHttp sends a request again by itself on "503, Retry-After: 0".
            .addNetworkInterceptor(chain ->
                chain.proceed(chain.request()).newBuilder().removeHeader("Retry-After").build())
            .build();
  }

  @Override
  public Outcome<Health> ask(HealthCheck check) {
    HttpUrl url = HttpUrl.parse(check.url());
    String objection = objection(check, url);
    if (url == null || objection != null) {
      return new Rejected<>(Rejection.INVALID, String.valueOf(objection));
    }
    Optional<Duration> wait = tools.budget().take();
    if (wait.isPresent()) {
      return new Throttled<>(wait.get(), "not asked: the system's own budget is used up for now");
    }
    Request request =
        new Request.Builder()
            .url(url)
            .header("Accept", "application/json, */*")
            .header("User-Agent", "rekey")
            .build();
    try (Response response = client(url).newCall(request).execute()) {
      return new Done<>(Answer.read(response, check).judgedBy(check));
    } catch (NotUsable notUsable) {
      return new Rejected<>(Rejection.INVALID, settings.says(notUsable));
    } catch (IOException e) {
      RefusedAddress refused = refused(e);
      return refused == null
          ? new Done<>(new Health(false, "no answer: " + why(e, url.host())))
          : new Rejected<>(
              Rejection.INVALID,
              "%s: %s (expected: one of the internet, or within setting 'internal' of system %s)"
                  .formatted(check.host(), refused.getMessage(), settings.system()));
    }
  }

  /** What is asked is what OkHttp makes of the URL, so that is what has to be allowed. */
  private @Nullable String objection(HealthCheck check, @Nullable HttpUrl url) {
    if (url == null) {
      return "health at %s: no URL that can be asked".formatted(check.host());
    }
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    String name = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    String host = usual ? name : name + ":" + url.port();
    return settings.hosts().contains(host) && host.equals(check.host())
        ? null
        : "host %s may not be asked (expected: one of setting 'hosts' of system %s: %s)"
            .formatted(host, settings.system(), String.join(", ", settings.hosts()));
  }

  private OkHttpClient client(HttpUrl url) throws NotUsable {
    return url.isHttps() && settings.authorities().isPresent()
        ? settings.authorities().get().trustedBy(client)
        : client;
  }

  private String why(IOException e, String host) {
    return switch (e) {
      case UnknownHostException _ -> "its name is not found";
      case ConnectException _ -> "nobody listens there";
      case SSLException distrusted -> Distrust.why(distrusted, host, settings);
      case InterruptedIOException _ -> "none within " + settings.timeout().toSeconds() + "s";
      default -> "the connection broke";
    };
  }

  /** An address that was refused, whichever of a name's addresses it was. */
  private static @Nullable RefusedAddress refused(Throwable thrown) {
    if (thrown instanceof RefusedAddress refused) {
      return refused;
    }
    for (Throwable other : thrown.getSuppressed()) {
      if (refused(other) instanceof RefusedAddress refused) {
        return refused;
      }
    }
    Throwable cause = thrown.getCause();
    return cause == null ? null : refused(cause);
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
