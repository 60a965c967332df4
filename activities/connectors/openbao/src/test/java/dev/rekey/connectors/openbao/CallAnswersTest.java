// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.PlaceVersion;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer means for a call that writes and for one that reads, and how calls are made. */
@Timeout(60)
class CallAnswersTest {

  private static final String DOCUMENT =
      "{\"data\":{\"data\":{\"key\":\"old\"},\"metadata\":{\"version\":3}}}";

  private final FakeBao bao = new FakeBao();
  private final Place place =
      Place.of(OpenBaoBench.SYSTEM, "secret/apps/billing", Map.of("part", "/key"));

  @AfterEach
  void stop() {
    bao.close();
  }

  private static CredentialValue value() {
    return CredentialValue.taking(Map.of("part", Secret.taking("new".toCharArray())));
  }

  private Outcome<PlaceVersion> written(MockResponse answer) {
    bao.answer(request -> "GET".equals(request.getMethod()) ? FakeBao.json(200, DOCUMENT) : answer);
    return bao.client(FakeBao.TOKEN).places().write(place, value(), new PlaceVersion("3"));
  }

  private Outcome<?> read(MockResponse answer) {
    bao.answer(request -> answer);
    return bao.client(FakeBao.TOKEN).places().read(place);
  }

  private static String name(Outcome<?> outcome) {
    return switch (outcome) {
      case Done<?> done -> "DONE";
      case Rejected<?> rejected -> rejected.why().name();
      case Throttled<?> throttled -> "THROTTLED";
      case Unknown<?> unknown -> "UNKNOWN";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID, INVALID",
    "401, FORBIDDEN, FORBIDDEN",
    "403, FORBIDDEN, FORBIDDEN",
    "404, NOT_FOUND, NOT_FOUND",
    "405, INVALID, INVALID",
    "408, THROTTLED, UNKNOWN",
    "412, THROTTLED, THROTTLED",
    "413, INVALID, INVALID",
    "429, THROTTLED, THROTTLED",
    "302, THROTTLED, THROTTLED",
    "307, THROTTLED, THROTTLED",
    "500, THROTTLED, UNKNOWN",
    "502, THROTTLED, UNKNOWN",
    "503, THROTTLED, UNKNOWN",
    "504, THROTTLED, UNKNOWN"
  })
  void aStatusTellsWhetherSomethingMayHaveHappened(int status, String reading, String writing) {
    MockResponse answer = FakeBao.json(status, "{\"errors\":[\"vendor text\"]}");

    assertThat(name(read(answer))).isEqualTo(reading);
    Outcome<PlaceVersion> written = written(answer);
    assertThat(name(written)).isEqualTo(writing);
    assertThat(written.toString())
        .contains("write secret/apps/billing")
        .contains(Integer.toString(status))
        .doesNotContain("vendor text");
  }

  @Test
  void checkAndSetThatDidNotMatchIsAConflict() {
    assertThat(
            name(
                written(
                    FakeBao.json(
                        400,
                        "{\"errors\":[\"check-and-set parameter did not match the current"
                            + " version\"]}"))))
        .isEqualTo("CONFLICT");
  }

  @Test
  void anEngineThatIsGettingReadyIsAskedAgain() {
    MockResponse answer =
        FakeBao.json(
            400,
            "{\"errors\":[\"Upgrading from non-versioned to versioned data. This backend will be"
                + " unavailable for a brief period and will resume service shortly.\"]}");

    assertThat(name(read(answer))).isEqualTo("THROTTLED");
    assertThat(name(written(answer))).isEqualTo("THROTTLED");
  }

  @Test
  void aSealedServerIsSaidToBeSealedAndWhatToDo() {
    assertThat(written(FakeBao.json(503, "{\"errors\":[\"Vault is sealed\"]}")))
        .isInstanceOfSatisfying(
            Throttled.class,
            throttled ->
                assertThat(throttled.message())
                    .contains("is sealed")
                    .contains("bao operator unseal"));
  }

  @Test
  void aTimeToWaitIsPassedOn() {
    MockResponse answer =
        FakeBao.json(429, "{}").newBuilder().setHeader("Retry-After", "11").build();

    assertThat(read(answer))
        .isInstanceOfSatisfying(
            Throttled.class,
            throttled -> assertThat(throttled.after()).isEqualTo(Duration.ofSeconds(11)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "{}", "[]", "{\"data\":{}}", "{\"data\":{\"version\":\"4\"}}"})
  void aSuccessThatCannotBeReadMayHaveHappened(String body) {
    assertThat(name(written(FakeBao.json(200, body)))).isEqualTo("UNKNOWN");
    assertThat(name(read(FakeBao.json(200, body)))).isEqualTo("THROTTLED");
  }

  @Test
  void aCallIsSentOnceEvenIfTheServerSaysComeBackAtOnce() {
    MockResponse busy = FakeBao.json(503, "{}").newBuilder().setHeader("Retry-After", "0").build();

    assertThat(name(read(busy))).isEqualTo("THROTTLED");
    assertThat(bao.requests()).hasSize(1);
  }

  @Test
  void tokenAndNamespaceGoIntoHeadersAndTheTokenNowhereElse() {
    bao.answer(request -> FakeBao.json(200, DOCUMENT));

    bao.client(FakeBao.TOKEN + "\n", "namespace", "team-a").places().read(place);

    assertThat(bao.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.getHeaders().get("X-Vault-Token")).isEqualTo(FakeBao.TOKEN);
          assertThat(request.getHeaders().get("X-Vault-Namespace")).isEqualTo("team-a");
          assertThat(request.getHeaders().get("X-Vault-Request")).isEqualTo("true");
          assertThat(request.getTarget()).isEqualTo("/v1/secret/data/apps/billing");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "s.Canary\nCanary", "s.Canary Canary", "s.Canary\u00e4"})
  void whatIsNoTokenIsForbiddenAndNotShown(String token) {
    Outcome<?> outcome = bao.client(token).places().read(place);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.why()).isEqualTo(Rejection.FORBIDDEN);
              assertThat(rejected.message()).contains("'file:token'").doesNotContain("Canary");
            });
    assertThat(bao.requests()).isEmpty();
  }

  @Test
  void pathsAreEncodedSegmentBySegment() {
    bao.answer(request -> FakeBao.json(200, DOCUMENT));
    Place odd = Place.of(OpenBaoBench.SYSTEM, "secret/a b/c%2F..%2Fd/?e#f", Map.of("part", "/key"));

    bao.client(FakeBao.TOKEN).places().read(odd);

    assertThat(bao.requests())
        .singleElement()
        .satisfies(request ->
            assertThat(request.getTarget())
                .isEqualTo("/v1/secret/data/a%20b/c%252F..%252Fd/%3Fe%23f"));
  }

  @Test
  void aValueThatIsNoUtf8IsNotWritten() {
    bao.answer(request -> FakeBao.json(200, DOCUMENT));
    CredentialValue odd =
        CredentialValue.taking(Map.of("part", Secret.taking(new byte[] {(byte) 0xC3, 0x28})));

    assertThat(name(bao.client(FakeBao.TOKEN).places().write(place, odd, new PlaceVersion("3"))))
        .isEqualTo("INVALID");
    assertThat(bao.requests()).isEmpty();
  }
}
