// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server's answers mean for secret-ids and tokens. */
@Timeout(60)
class IssuerAnswersTest {

  private static final String ROLE = "/v1/auth/approle/role/billing";
  private static final String NOTHING = "{\"errors\":[]}";
  private static final IdentityName BILLING = new IdentityName("billing");
  private static final CredentialId ID = new CredentialId("acc-1");
  private static final String SECRET_ID =
      "{\"data\":{\"secret_id_accessor\":\"acc-1\",\"creation_time\":\"2026-01-02T03:04:05.6Z\","
          + "\"metadata\":{\"rekey\":\"rekey/c/r/1\"},\"cidr_list\":[],\"token_bound_cidrs\":[]}}";
  private static final String TOKEN =
      "{\"data\":{\"accessor\":\"acc-1\",\"creation_time\":1767323045,\"role\":\"billing\","
          + "\"display_name\":\"token\",\"meta\":null,\"num_uses\":0,\"policies\":[\"app\"],"
          + "\"entity_id\":\"\",\"path\":\"auth/token/create/billing\"}}";

  private final FakeBao bao = new FakeBao();
  private final Map<String, MockResponse> answers = new HashMap<>();

  @BeforeEach
  void aRoleWithOneOfEach() {
    bao.answer(request -> answers.getOrDefault(asked(request), FakeBao.json(404, NOTHING)));
    on(ROLE, 200, "{\"data\":{\"secret_id_num_uses\":0}}");
    on(ROLE + "/role-id", 200, "{\"data\":{\"role_id\":\"canary-role\"}}");
    on(ROLE + "/secret-id?list=true", 200, "{\"data\":{\"keys\":[\"acc-1\"]}}");
    on(ROLE + "/secret-id-accessor/lookup", 200, SECRET_ID);
    on(
        ROLE + "/secret-id",
        200,
        "{\"data\":{\"secret_id\":\"canary-secret\",\"secret_id_accessor\":\"acc-1\"}}");
    on(ROLE + "/secret-id-accessor/destroy", 204, "");
    on(
        "/v1/auth/token/roles/billing",
        200,
        "{\"data\":{\"orphan\":true,\"token_type\":\"service\",\"allowed_policies\":[\"app\"]}}");
    on("/v1/auth/token/accessors?list=true", 200, "{\"data\":{\"keys\":[\"acc-1\"]}}");
    on("/v1/auth/token/lookup-accessor", 200, TOKEN);
    on("/v1/auth/token/lookup-self", 200, TOKEN.replace("acc-1", "own"));
    on(
        "/v1/auth/token/create/billing",
        200,
        "{\"auth\":{\"client_token\":\"s.canary\",\"accessor\":\"acc-1\"}}");
    on("/v1/auth/token/revoke-accessor", 204, "");
  }

  @AfterEach
  void stop() {
    bao.close();
  }

  private static String asked(RecordedRequest request) {
    return String.valueOf(request.getTarget());
  }

  private void on(String target, int status, String body) {
    answers.put(target, FakeBao.json(status, body));
  }

  private long sent(String target) {
    return bao.requests().stream().filter(request -> asked(request).equals(target)).count();
  }

  private Issuer secretIds() {
    return issuer(RotatedKinds.SECRET_ID);
  }

  private Issuer tokens() {
    return issuer(RotatedKinds.TOKEN);
  }

  private Issuer issuer(Kind kind) {
    return bao.client(FakeBao.TOKEN).issuer(kind);
  }

  private static String name(Outcome<?> outcome) {
    return switch (outcome) {
      case Done<?> done -> "DONE";
      case Rejected<?> rejected -> rejected.why().name();
      case Throttled<?> throttled -> "THROTTLED";
      case Unknown<?> unknown -> "UNKNOWN";
    };
  }

  /** OpenBao answers so for a moment, with the words of a missing right. */
  @Test
  void aTokenThatEndsWhileItIsLookedUpIsGoneOrLookedUpLater() {
    MockResponse refused =
        FakeBao.json(403, "{\"errors\":[\"1 error occurred:\\n\\t* permission denied\\n\\n\"]}");
    Deque<MockResponse> lookUps = new ArrayDeque<>();
    bao.answer(request ->
        asked(request).endsWith("/lookup-accessor")
            ? lookUps.removeFirst()
            : answers.getOrDefault(asked(request), FakeBao.json(404, NOTHING)));

    lookUps.add(refused);
    lookUps.add(FakeBao.json(400, "{\"errors\":[\"invalid accessor\"]}"));
    assertThat(name(tokens().list(BILLING))).as("gone the second time").isEqualTo("DONE");

    lookUps.addAll(List.of(refused, refused, FakeBao.json(200, TOKEN)));
    assertThat(name(tokens().list(BILLING))).as("our own is found").isEqualTo("THROTTLED");

    lookUps.addAll(List.of(refused, refused, refused));
    assertThat(name(tokens().list(BILLING))).as("no right to any").isEqualTo("FORBIDDEN");
    assertThat(lookUps).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID, THROTTLED",
    "403, FORBIDDEN, FORBIDDEN",
    "404, NOT_FOUND, NOT_FOUND",
    "429, THROTTLED, THROTTLED",
    "307, THROTTLED, THROTTLED",
    "500, UNKNOWN, THROTTLED",
    "502, UNKNOWN, THROTTLED",
    "503, UNKNOWN, THROTTLED"
  })
  void aStatusTellsWhetherSomethingMayHaveHappened(int status, String writing, String reading) {
    String body = "{\"errors\":[\"vendor text\"]}";
    on(ROLE + "/secret-id", status, body);
    on("/v1/auth/token/create/billing", status, body);
    Outcome<Issued> secretId = secretIds().issue(BILLING, "rekey/c/r/2");

    assertThat(name(secretId)).isEqualTo(writing);
    assertThat(secretId.toString())
        .contains("AppRole role 'billing'")
        .contains("answered " + status)
        .doesNotContain("vendor text");
    assertThat(name(tokens().issue(BILLING, "rekey/c/r/2"))).isEqualTo(writing);
    on(ROLE, status, body);
    on("/v1/auth/token/accessors?list=true", status, body);
    assertThat(name(secretIds().list(BILLING))).isEqualTo(status == 400 ? "INVALID" : reading);
    assertThat(name(tokens().list(BILLING))).isEqualTo(status == 400 ? "INVALID" : reading);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>not here</html>",
        "{}",
        "{\"errors\":[\"no handler for route\"]}",
        "{\"errors\":[]} {}"
      })
  void onlyTheServersOwnWordForNothingIsAnEmptyList(String body) {
    on(ROLE + "/secret-id?list=true", 404, body);
    on("/v1/auth/token/accessors?list=true", 404, body);

    assertThat(name(secretIds().list(BILLING))).isEqualTo("NOT_FOUND");
    assertThat(name(tokens().list(BILLING))).isEqualTo("NOT_FOUND");
    on(ROLE + "/secret-id?list=true", 404, NOTHING + "\n");
    assertThat(name(secretIds().list(BILLING))).isEqualTo("DONE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "[]", "{\"data\":{\"keys\":[]}}", "{\"data\":null}"})
  void aListThatCannotBeReadIsNoList(String body) {
    on(ROLE + "/secret-id?list=true", 200, body);
    on("/v1/auth/token/accessors?list=true", 200, body);

    assertThat(name(secretIds().list(BILLING))).isEqualTo("THROTTLED");
    assertThat(name(tokens().list(BILLING))).isEqualTo("THROTTLED");
  }

  @Test
  void anEntryThatCannotBeLookedUpMakesNoShorterList() {
    on(ROLE + "/secret-id-accessor/lookup", 403, "{\"errors\":[\"permission denied\"]}");
    on("/v1/auth/token/lookup-accessor", 403, "{\"errors\":[\"permission denied\"]}");

    assertThat(name(secretIds().list(BILLING))).isEqualTo("FORBIDDEN");
    assertThat(name(tokens().list(BILLING))).isEqualTo("FORBIDDEN");
  }

  @Test
  void anEntryThatDiedSinceItWasListedIsLeftOut() {
    on(
        ROLE + "/secret-id-accessor/lookup",
        404,
        "{\"data\":{\"error\":\"failed to find accessor entry for secret_id_accessor\"}}");
    on("/v1/auth/token/lookup-accessor", 403, "{\"errors\":[\"invalid accessor\"]}");

    for (Issuer issuer : new Issuer[] {secretIds(), tokens()}) {
      assertThat(issuer.list(BILLING))
          .isInstanceOfSatisfying(
              Done.class, done -> assertThat(done.value().toString()).doesNotContain("acc-1"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "{\"data\":{\"secret_id\":\"canary-secret\"},\"auth\":{\"client_token\":\"canary\"}}",
        "{\"data\":{\"secret_id_accessor\":\"acc-1\"},\"auth\":{\"accessor\":\"acc-1\"}}"
      })
  void anIssueWhoseAnswerCannotBeReadMayHaveHappened(String body) {
    on(ROLE + "/secret-id", 200, body);
    on("/v1/auth/token/create/billing", 200, body);

    for (Issuer issuer : new Issuer[] {secretIds(), tokens()}) {
      Outcome<Issued> outcome = issuer.issue(BILLING, "rekey/c/r/2");
      assertThat(name(outcome)).isEqualTo("UNKNOWN");
      assertThat(outcome.toString()).doesNotContain("canary");
    }
  }

  @Test
  void whatWasIssuedIsKeptEvenIfItCannotBeLookedUp() {
    answers.remove("/v1/auth/token/accessors?list=true");
    on("/v1/auth/token/accessors?list=true", 404, NOTHING);
    on("/v1/auth/token/lookup-accessor", 500, "{}");
    on(ROLE + "/secret-id?list=true", 404, NOTHING);
    on(ROLE + "/secret-id-accessor/lookup", 500, "{}");

    for (Issuer issuer : new Issuer[] {secretIds(), tokens()}) {
      assertThat(issuer.issue(BILLING, "rekey/c/r/2"))
          .isInstanceOfSatisfying(
              Done.class,
              done -> {
                Issued issued = (Issued) done.value();
                assertThat(issued.id()).isEqualTo(ID);
                assertThat(Duration.between(issued.created(), Instant.now()).abs())
                    .isLessThan(Duration.ofMinutes(5));
              });
    }
  }

  @Test
  void oneThatTheServerStillListsIsNotCalledGone() {
    on(ROLE + "/secret-id-accessor/destroy", 500, "{\"errors\":[\"failed to find accessor\"]}");

    assertThat(name(secretIds().revoke(BILLING, ID))).isEqualTo("UNKNOWN");
  }

  @Test
  void oneThatAnotherEndedMeanwhileIsDoneAlready() {
    on(
        "/v1/auth/token/revoke-accessor",
        200,
        "{\"data\":null,\"warnings\":[\"No token found with this accessor\"]}");

    assertThat(tokens().revoke(BILLING, ID)).isEqualTo(new Done<>(Changed.ALREADY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{}", "{\"warnings\":[\"something else\"]}"})
  void aRevokeThatIsAnsweredBySomebodyElseMayHaveHappened(String body) {
    on(ROLE + "/secret-id-accessor/destroy", 200, body);
    on("/v1/auth/token/revoke-accessor", 200, body);

    assertThat(name(secretIds().revoke(BILLING, ID))).isEqualTo("UNKNOWN");
    assertThat(name(tokens().revoke(BILLING, ID))).isEqualTo("UNKNOWN");
  }

  @Test
  void aTokenIsLookedUpOnceHoweverOftenItIsListed() {
    Issuer tokens = tokens();
    tokens.list(BILLING);
    tokens.list(BILLING);

    assertThat(sent("/v1/auth/token/accessors?list=true")).isEqualTo(2);
    assertThat(sent("/v1/auth/token/lookup-accessor")).isEqualTo(1);
  }

  /** The first revoke ends nothing, because the end of the second pass is not reached. */
  @Test
  void logInsOfTheLastMomentAreEndedByARepeatedRevoke() {
    Issuer secretIds = secretIds();
    on("/v1/auth/token/accessors?list=true", 404, NOTHING);
    bao.answer(request -> {
      if (asked(request).endsWith("/destroy")) {
        on("/v1/auth/token/accessors?list=true", 500, "{}");
      }
      return answers.getOrDefault(asked(request), FakeBao.json(404, NOTHING));
    });
    assertThat(name(secretIds.revoke(BILLING, ID))).isEqualTo("THROTTLED");
    assertThat(sent(ROLE + "/secret-id-accessor/destroy")).isEqualTo(1);

    on(ROLE + "/secret-id?list=true", 404, NOTHING);
    on(ROLE + "/secret-id-accessor/lookup", 404, "{\"error\":\"failed to find accessor entry\"}");
    on("/v1/auth/token/accessors?list=true", 200, "{\"data\":{\"keys\":[\"late\"]}}");
    on(
        "/v1/auth/token/lookup-accessor",
        200,
        TOKEN
            .replace("acc-1", "late")
            .replace("\"role\":\"billing\",", "")
            .replace("auth/token/create/billing", "auth/approle/login")
            .replace("null", "{\"rekey\":\"rekey/c/r/1\",\"role_name\":\"billing\"}"));
    assertThat(secretIds.revoke(BILLING, ID)).isEqualTo(new Done<>(Changed.ALREADY));
    assertThat(sent("/v1/auth/token/revoke-accessor")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/b", "a b", "-a", "billing\u00e4"})
  void whatCannotBeARoleIsNotFoundWithoutACall(String name) {
    assertThat(name(secretIds().list(new IdentityName(name)))).isEqualTo("NOT_FOUND");
    assertThat(name(tokens().revoke(new IdentityName(name), ID))).isEqualTo("NOT_FOUND");
    assertThat(bao.requests()).isEmpty();
  }
}
