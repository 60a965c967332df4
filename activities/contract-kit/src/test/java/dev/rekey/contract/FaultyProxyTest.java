// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultyProxyTest {

  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build();
  private final HttpServer system = serve();
  private final FaultyProxy proxy =
      new FaultyProxy(
          URI.create("http://127.0.0.1:" + system.getAddress().getPort()),
          seen -> seen.method().equals("POST") && seen.body().startsWith("make"));

  @AfterEach
  void stop() {
    proxy.close();
    system.stop(0);
  }

  private HttpServer serve() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            arrived.add(
                "%s %s %s %s"
                    .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Host"),
                        body));
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("done".getBytes(UTF_8));
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        java.net.http.HttpRequest.newBuilder(proxy.address().resolve(path))
            .timeout(Duration.ofSeconds(2))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private void assertNoAnswer(String method, String body) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> send(method, "/x", body));
  }

  @Test
  void passesOnWhatCameWithTheHostThatWasMeant() throws Exception {
    assertThat(send("POST", "/a?b=c", "make it").body()).isEqualTo("done");
    assertThat(send("GET", "/d", "").statusCode()).isEqualTo(200);

    String host = "127.0.0.1:" + proxy.address().getPort();
    assertThat(arrived).containsExactly("POST /a?b=c " + host + " make it", "GET /d " + host + " ");
    assertThat(proxy.received()).isEqualTo(2);
    assertThat(proxy.effectsReceived()).isEqualTo(1);
  }

  @Test
  void aLostAnswerWasCarriedOutAndACutRequestWasNot() {
    proxy.meet(new Fault.AnswerLost(), Aim.EVERYTHING);
    assertNoAnswer("POST", "make one");
    assertThat(arrived).hasSize(1);

    proxy.meet(new Fault.CutBefore(), Aim.EVERYTHING);
    assertNoAnswer("POST", "make two");
    assertThat(arrived).hasSize(1);
  }

  @Test
  void aHangingAnswerAndAReplacedOneWereCarriedOut() throws Exception {
    proxy.meet(new Fault.Hanging(), Aim.EVERYTHING);
    assertNoAnswer("POST", "make one");
    assertThat(arrived).hasSize(1);

    proxy.meet(new Fault.AnswerReplaced(Fault.broken()), Aim.EVERYTHING);
    assertThat(send("POST", "/x", "make two").statusCode()).isEqualTo(500);
    assertThat(arrived).hasSize(2);
  }

  @Test
  void aCannedAnswerNeverReachesTheSystem() throws Exception {
    proxy.meet(Fault.loginPage(), Aim.EVERYTHING);

    assertThat(send("GET", "/x", "").body()).contains("log in");
    assertThat(arrived).isEmpty();
  }

  @Test
  void faultsAimedAtEffectsLetTheRestPass() throws Exception {
    proxy.meet(Fault.broken(), Aim.EFFECTS);

    assertThat(send("GET", "/x", "").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/x", "ask").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/x", "make").statusCode()).isEqualTo(500);
  }

  @Test
  void nobodyListensUntilItIsHealed() throws Exception {
    URI address = proxy.address();
    proxy.meet(new Fault.Unreachable(), Aim.EVERYTHING);
    assertNoAnswer("GET", "");

    proxy.heal();

    assertThat(proxy.address()).isEqualTo(address);
    assertThat(send("GET", "/x", "").statusCode()).isEqualTo(200);
  }

  @Test
  void whatPrecedesARequestHappensOnce() throws Exception {
    AtomicInteger happened = new AtomicInteger();
    proxy.meet(
        new Fault.Preceded(() -> {
          happened.incrementAndGet();
          assertThat(arrived).isEmpty();
        }),
        Aim.EFFECTS);

    assertThat(send("POST", "/x", "make").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/x", "make").statusCode()).isEqualTo(200);

    assertThat(happened).hasValue(1);
    assertThat(arrived).hasSize(2);
  }

  @Test
  void whoFollowsARedirectIsSeen() throws Exception {
    proxy.meet(proxy.redirect(), Aim.EFFECTS);

    send("POST", "/x", "make");

    assertThat(proxy.strayed()).isPositive();
  }
}
