// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer to a log-in or a token's look-up proves; texts measured with OpenBao 2.7.2. */
@Timeout(60)
class ProbeAnswersTest {

  private static final String LOGGED_IN =
      "{\"auth\":{\"client_token\":\"s.canaryOfTheLogin\",\"accessor\":\"acc\",\"token_type\":"
          + "\"service\",\"metadata\":{\"role_name\":\"billing\"}}}";
  private static final String TOKEN =
      "{\"data\":{\"accessor\":\"acc\",\"creation_time\":1767323045,\"role\":\"billing\","
          + "\"display_name\":\"token\",\"meta\":null,\"num_uses\":0,\"policies\":[\"app\"],"
          + "\"path\":\"auth/token/create/billing\"}}";

  private final FakeBao bao = new FakeBao();

  @AfterEach
  void stop() {
    bao.close();
  }

  private static CredentialValue secretId(String roleId, String secretId) {
    return CredentialValue.taking(
        Map.of(
            "role-id",
            Secret.taking(roleId.toCharArray()),
            "secret-id",
            Secret.taking(secretId.toCharArray())));
  }

  private Verdict loggedIn(MockResponse answer, MockResponse revoked) {
    bao.answer(
        request -> String.valueOf(request.getTarget()).endsWith("/login") ? answer : revoked);
    return bao.client(FakeBao.TOKEN)
        .issuer(RotatedKinds.SECRET_ID)
        .probe(secretId("canary-role", "canary-secret"));
  }

  private Verdict loggedIn(int status, String body) {
    return loggedIn(FakeBao.json(status, body), FakeBao.json(204, ""));
  }

  private Verdict lookedUp(int status, String body) {
    return lookedUp("s.canaryToken", FakeBao.json(status, body));
  }

  private Verdict lookedUp(String token, MockResponse answer) {
    bao.answer(request -> answer);
    return bao.client(FakeBao.TOKEN)
        .issuer(RotatedKinds.TOKEN)
        .probe(CredentialValue.taking(Map.of("token", Secret.taking(token.toCharArray()))));
  }

  private static String error(String text) {
    return "{\"errors\":[\"%s\"]}\n".formatted(text);
  }

  private static void assertUndecided(Verdict verdict) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> {
              assertThat(undecided.why()).doesNotContain("canary").doesNotContain("vendor text");
              assertThat(undecided.after()).isPositive();
            });
  }

  @Test
  void onlyOneAnswerToALogInIsARefusal() {
    assertThat(loggedIn(400, error("invalid role or secret ID")))
        .isEqualTo(new Refused("400 invalid role or secret ID"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|invalid role or secret ID",
        "403|invalid role or secret ID",
        "404|invalid role or secret ID",
        "500|invalid role or secret ID",
        "400|missing secret_id",
        "400|vendor text",
        "400|source address unauthorized through CIDR restrictions on the secret ID",
        "400|invalid role or secret ID, vendor text",
        "403|permission denied",
        "429|rate limit quota exceeded",
        "503|Vault is sealed",
        "307|vendor text"
      })
  void everyOtherAnswerToALogInIsUndecided(int status, String text) {
    assertUndecided(loggedIn(status, error(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "{\"auth\":null}",
        "{\"auth\":{\"client_token\":\"\",\"accessor\":\"\",\"token_type\":\"service\","
            + "\"metadata\":{\"role_name\":\"billing\"},\"mfa_requirement\":{}}}",
        "{\"auth\":{\"client_token\":\"canary\",\"accessor\":\"acc\",\"token_type\":\"service\"}}"
      })
  void aLogInWithoutATokenOfARoleIsUndecided(String body) {
    assertUndecided(loggedIn(200, body));
  }

  @Test
  void aLogInIsAliveAsItsRoleAndItsTokenIsEndedByItself() {
    assertThat(loggedIn(200, LOGGED_IN)).isEqualTo(new Alive(new IdentityName("billing")));

    assertThat(bao.requests()).hasSize(2);
    assertThat(bao.requests().getLast().getTarget()).isEqualTo("/v1/auth/token/revoke-self");
    assertThat(bao.requests().getLast().getHeaders().get("X-Vault-Token"))
        .isEqualTo("s.canaryOfTheLogin");
  }

  @Test
  void whileItsTokenCannotBeEndedALogInIsUndecided() {
    assertUndecided(loggedIn(FakeBao.json(200, LOGGED_IN), FakeBao.json(403, "{}")));
    assertThat(bao.requests()).hasSize(3);
    assertThat(bao.requests().getLast().getTarget()).isEqualTo("/v1/auth/token/revoke-accessor");
  }

  @Test
  void aRoleIsTriedInVainFourTimesAndNotOnceMore() {
    var client = bao.client(FakeBao.TOKEN);
    bao.answer(request -> FakeBao.json(400, error("invalid role or secret ID")));
    var issuer = client.issuer(RotatedKinds.SECRET_ID);
    for (int i = 0; i < Allowance.MOST; i++) {
      assertThat(issuer.probe(secretId("role", "dead"))).isInstanceOf(Refused.class);
    }

    assertThat(issuer.probe(secretId("role", "dead")))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided ->
                assertThat(undecided.after()).isBetween(Duration.ofMinutes(10), Allowance.SPAN));
    assertThat(bao.requests()).hasSize(Allowance.MOST);
    assertThat(issuer.probe(secretId("another", "dead"))).isInstanceOf(Refused.class);
    for (int i = 0; i < 9; i++) {
      assertThat(issuer.probeNonsense()).isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permission denied",
        "2 errors occurred:\\n\\t* permission denied\\n\\t* invalid token\\n\\n"
      })
  void aTokenThatDoesNotLiveIsRefusedInTheWordsOfOpenBaoOrVault(String text) {
    assertThat(lookedUp(403, error(text))).isEqualTo(new Refused("403 permission denied"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403|1 error occurred:\\n\\t* permission denied\\n\\n",
        "403|permission denied by vendor text",
        "403|",
        "401|permission denied",
        "400|permission denied",
        "500|permission denied",
        "429|permission denied",
        "307|permission denied"
      })
  void everyOtherAnswerToALookUpIsUndecided(int status, String text) {
    assertUndecided(lookedUp(status, error(text == null ? "" : text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "[]", "{\"data\":{}}", "{\"data\":{\"role\":\"x\"}}"})
  void aLookUpWithoutAnIdentityIsUndecided(String body) {
    assertUndecided(lookedUp(200, body));
  }

  @Test
  void aTokenIsAliveAsItsRoleOrByItsDisplayName() {
    assertThat(lookedUp(200, TOKEN)).isEqualTo(new Alive(new IdentityName("billing")));
    assertThat(lookedUp(200, TOKEN.replace("\"role\":\"billing\",", "")))
        .isEqualTo(new Alive(new IdentityName("display/token")));
    assertUndecided(lookedUp(200, TOKEN.replace("\"num_uses\":0", "\"num_uses\":-1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "s.canary\n", "s.canary canary", "b.canary", "hvb.canary"})
  void whatIsNoServiceTokenIsNotEvenTried(String token) {
    assertUndecided(lookedUp(token, FakeBao.json(403, error("permission denied"))));
    assertThat(bao.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', secret", "role, ''", "'role\n', secret", "role, 'secret\n'", "ro le, secret"})
  void whatIsNoRoleIdWithASecretIdIsNotEvenTried(String roleId, String secretId) {
    assertUndecided(
        bao.client(FakeBao.TOKEN).issuer(RotatedKinds.SECRET_ID).probe(secretId(roleId, secretId)));
    assertThat(bao.requests()).isEmpty();
  }

  @Test
  void aTimeToWaitIsPassedOn() {
    MockResponse busy = FakeBao.json(429, "{}").newBuilder().setHeader("Retry-After", "17").build();

    assertThat(lookedUp("s.canary", busy))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> assertThat(undecided.after()).isEqualTo(Duration.ofSeconds(17)));
  }
}
