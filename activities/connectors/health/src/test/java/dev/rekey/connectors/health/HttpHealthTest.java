// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.spi.Budget;
import dev.rekey.spi.Health;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real small server answers, in all the ways in which consumers do. */
@Timeout(120)
class HttpHealthTest {

  private static final SystemName WEB = new SystemName("web");
  private static final String INSIDE = "127.0.0.0/8";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String host() {
    return "127.0.0.1:" + server.getPort();
  }

  private HealthCheck check(String conditions) {
    return HealthCheck.parse("web:http://%s/health%s".formatted(host(), conditions));
  }

  private Outcome<Health> ask(HealthCheck check) {
    return ask(check, host(), INSIDE, Budget.UNLIMITED);
  }

  private static Outcome<Health> ask(
      HealthCheck check, String hosts, String internal, Budget budget) {
    Map<String, String> settings = new HashMap<>(Map.of("hosts", hosts, "timeout", "2s"));
    if (!internal.isEmpty()) {
      settings.put("internal", internal);
    }
    try (SystemClient client =
        new HealthConnector().open(SystemSettings.of(WEB, settings), new Tools(budget))) {
      return client.health().ask(check);
    }
  }

  private static MockResponse answer(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }

  private void assertSaid(boolean well, String said, String conditions, MockResponse answer) {
    server.enqueue(answer);
    assertThat(ask(check(conditions))).isEqualTo(new Done<>(new Health(well, said)));
  }

  @ParameterizedTest
  @CsvSource({
    "200, '', true, answered 200",
    "204, ' status=204', true, answered 204",
    "204, '', false, answered 204 (expected: 200)",
    "503, '', false, answered 503 (expected: 200)"
  })
  void aConsumerIsWellIfItAnswersAsItHasTo(
      int status, String conditions, boolean well, String said) {
    assertSaid(well, said, conditions, answer(status, ""));
  }

  @Test
  void whatItSaysOfItselfCountsWhereThatIsLookedAt() {
    String up = "{\"parts\":{\"db\":{\"ok\":true}},\"status\":\"UP\"}";

    assertSaid(true, "answered 200", " field=/status=UP", answer(200, up));
    assertSaid(true, "answered 200", " field=/parts/db/ok=true", answer(200, up));
    assertSaid(true, "answered 200", " text=\"status\":\"UP\"", answer(200, up));
    assertSaid(
        false,
        "answered 200 without 'DOWN' at /status in its first 64 KiB (expected: 200 with it)",
        " field=/status=DOWN",
        answer(200, up));
    assertSaid(
        false,
        "answered 200 without 'UP' at /status in its first 64 KiB (expected: 200 with it)",
        " field=/status=UP",
        answer(200, "no JSON, and top-secret"));
    assertSaid(
        false,
        "answered 200 without 'all is well' in its first 64 KiB (expected: 200 with it)",
        " text=all is well",
        answer(200, "top-secret"));
  }

  @Test
  void itIsAskedOnceAndIsGivenNothing() throws InterruptedException {
    assertSaid(
        false,
        "answered 503 (expected: 200)",
        "",
        new MockResponse.Builder()
            .code(503)
            .addHeader("Retry-After", "0")
            .addHeader("Set-Cookie", "session=1")
            .build());
    assertSaid(false, "answered 401 (expected: 200)", "", answer(401, ""));

    assertThat(server.getRequestCount()).isEqualTo(2);
    for (int i = 0; i < 2; i++) {
      RecordedRequest request = requireNonNull(server.takeRequest(30, TimeUnit.SECONDS));
      assertThat(request.getMethod()).isEqualTo("GET");
      assertThat(request.getHeaders().names())
          .containsExactlyInAnyOrder(
              "Accept", "Accept-Encoding", "Connection", "Host", "User-Agent");
    }
  }

  @Test
  void aRedirectIsNoHealthAndIsNotFollowed() {
    assertSaid(
        false,
        "answered 302 (expected: 200)",
        "",
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", server.url("/elsewhere").toString())
            .build());
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void ofALongAnswerOnlyTheBeginningIsRead() {
    String late = "x".repeat((int) Answer.LONGEST) + "well";

    assertSaid(true, "answered 200", "", answer(200, late));
    assertSaid(
        false,
        "answered 200 without 'well' in its first 64 KiB (expected: 200 with it)",
        " text=well",
        answer(200, late));
  }

  @Test
  void oneThatAnswersTooLateOrWithoutEndIsNotWell() {
    assertSaid(
        false,
        "no answer: none within 2s",
        "",
        new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
    assertSaid(
        false,
        "no answer: none within 2s",
        " text=well",
        new MockResponse.Builder().body("never").bodyDelay(1, TimeUnit.HOURS).build());
  }

  @Test
  void whereNobodyListensItIsNotWell() {
    HealthCheck check = check("");
    String host = host();
    server.close();
    assertThat(ask(check, host, INSIDE, Budget.UNLIMITED))
        .isEqualTo(new Done<>(new Health(false, "no answer: nobody listens there")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"})
  void anInternalAddressIsRefusedByAnyNameAndNotAsked(String host) {
    String named = "%s:%d".formatted(host, server.getPort());

    assertRefused(HealthCheck.parse("web:http://%s/health".formatted(named)), named, "");
  }

  private void assertRefused(HealthCheck check, String hosts, String internal) {
    assertThat(ask(check, hosts, internal, Budget.UNLIMITED))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.message()).contains("(expected: one of"));
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "[fd00::1]",
        "[fe80::1]",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:7f00:1::]"
      })
  void noOtherInternalAddressIsReachedThoughOneIsAllowed(String host) {
    assertRefused(HealthCheck.parse("web:http://%s/latest".formatted(host)), host, INSIDE);
  }

  @Test
  void onlyTheHostsOfTheSettingsAreAsked() {
    assertRefused(check(""), "shop.example.com", INSIDE);
    assertRefused(check(""), "127.0.0.1", INSIDE);
    assertRefused(
        HealthCheck.parse("web:http://localhost:%d/".formatted(server.getPort())), host(), INSIDE);
  }

  @Test
  void anEmptyBudgetMeansNoQuestion() {
    Duration wait = Duration.ofSeconds(7);

    assertThat(ask(check(""), host(), INSIDE, () -> Optional.of(wait)))
        .isInstanceOfSatisfying(
            Throttled.class, throttled -> assertThat(throttled.after()).isEqualTo(wait));
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void wrongSettingsAreToldAllAtOnce() {
    SystemSettings wrong =
        SystemSettings.of(
            WEB,
            Map.of(
                "hosts",
                "https://shop.example.com, Shop.example.com, a.example.com:99999x, 127.1",
                "internal",
                "10.0.0.0/8, intranet, 10.0.0.0/33",
                "timeout",
                "soon"));

    assertThatThrownBy(() -> new HealthConnector().open(wrong, new Tools(Budget.UNLIMITED)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'https://shop.example.com'")
        .hasMessageContaining("'Shop.example.com'")
        .hasMessageContaining("'a.example.com:99999x'")
        .hasMessageContaining("'127.1'")
        .hasMessageContaining("'intranet'")
        .hasMessageContaining("'10.0.0.0/33'")
        .hasMessageContaining("'soon'");
  }

  @Test
  void whomASystemMayAskIsSaidAsChecksSayIt() {
    SystemSettings settings =
        SystemSettings.of(WEB, Map.of("hosts", "shop.example.com:443, billing.internal:8443"));

    assertThat(new HealthConnector().asks(settings))
        .containsExactly("shop.example.com", "billing.internal:8443");
  }

  private record Tools(Budget budget) implements SystemTools {
    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }

    @Override
    public Secret secret(String reference) {
      throw new AssertionError("no secret is needed");
    }
  }
}
