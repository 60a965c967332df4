// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

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

/** What an answer to GetCallerIdentity proves; rows from the vendor's documentation. */
@Timeout(60)
class ProbeAnswersTest {

  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00";

  private final FakeAws aws = new FakeAws();

  @AfterEach
  void stop() {
    aws.close();
  }

  private static CredentialValue value(String id, String secret) {
    return CredentialValue.taking(
        Map.of(
            "id", Secret.taking(id.toCharArray()), "secret", Secret.taking(secret.toCharArray())));
  }

  private Verdict probed(MockResponse answer, String... settings) {
    aws.answer("GetCallerIdentity", answer);
    return aws.issuer(settings).probe(value(ID, SECRET));
  }

  @Test
  void onlyOneAnswerIsARefusal() {
    assertThat(probed(FakeAws.error(403, "InvalidClientTokenId")))
        .isEqualTo(new Refused("403 InvalidClientTokenId"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidClientTokenId",
    "401, InvalidClientTokenId",
    "500, InvalidClientTokenId",
    "403, SignatureDoesNotMatch",
    "403, ExpiredToken",
    "403, AccessDenied",
    "403, InvalidAccessKeyId",
    "403, UnrecognizedClientException",
    "403, RegionDisabledException",
    "403, invalidclienttokenid",
    "400, Throttling",
    "400, IncompleteSignature",
    "400, RequestExpired",
    "429, TooManyRequestsException",
    "404, NoSuchEntity",
    "500, InternalFailure",
    "503, ServiceUnavailable",
    "302, InvalidClientTokenId"
  })
  void everyOtherErrorIsUndecided(int status, String code) {
    assertThat(probed(FakeAws.error(status, code)))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> {
              assertThat(undecided.why())
                  .contains(status + " " + code)
                  .doesNotContain("vendor text");
              assertThat(undecided.after()).isPositive();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "InvalidClientTokenId",
        "<html>403 InvalidClientTokenId</html>",
        "{\"Error\":{\"Code\":\"InvalidClientTokenId\"}}"
      })
  void aRefusalInAnotherFormIsUndecided(String body) {
    assertThat(probed(new MockResponse.Builder().code(403).body(body).build()))
        .isInstanceOf(Undecided.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>welcome</html>",
        "{}",
        "<GetCallerIdentityResponse/>",
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>"
            + "</GetCallerIdentityResult></GetCallerIdentityResponse>"
      })
  void aSuccessWithoutAnIdentityIsUndecided(String body) {
    assertThat(probed(FakeAws.xml(body))).isInstanceOf(Undecided.class);
  }

  @Test
  void aUserIsNamedWithoutItsPath() {
    assertThat(probed(FakeAws.caller("123456789012", "user/billing")))
        .isEqualTo(new Alive(new IdentityName("billing")));
    assertThat(probed(FakeAws.caller("123456789012", "user/apps/eu/billing")))
        .isEqualTo(new Alive(new IdentityName("billing")));
  }

  @Test
  void nobodyElseIsTakenForAUserOfTheSameName() {
    assertThat(probed(FakeAws.caller("123456789012", "root")))
        .isEqualTo(new Alive(new IdentityName("arn:aws:iam::123456789012:root")));
    assertThat(probed(FakeAws.callerArn("123456789012", "arn:aws:sts::123456789012:x/user/a")))
        .isEqualTo(new Alive(new IdentityName("arn:aws:sts::123456789012:x/user/a")));
    assertThat(probed(FakeAws.caller("999999999999", "user/billing"), "account", "123456789012"))
        .isEqualTo(new Alive(new IdentityName("arn:aws:iam::999999999999:user/billing")));
  }

  @Test
  void anAnswerThatContradictsItselfIsUndecided() {
    assertThat(probed(FakeAws.callerArn("123456789012", "arn:aws:iam::999999999999:user/x")))
        .isInstanceOf(Undecided.class);
    assertThat(probed(FakeAws.callerArn("123456789012", "nobody"))).isInstanceOf(Undecided.class);
  }

  @Test
  void aTimeToWaitIsPassedOn() {
    MockResponse throttled =
        FakeAws.error(429, "Throttling").newBuilder().setHeader("Retry-After", "17").build();

    assertThat(probed(throttled))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> assertThat(undecided.after()).isEqualTo(Duration.ofSeconds(17)));
  }

  @ParameterizedTest
  @CsvSource({
    // A session's id without its token is refused however alive it is.
    "ASIAIOSFODNN7EXAMPLE, wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00",
    "AKIAIOSFODNN7EXAMPLE, ' wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00'",
    "AKIAIOSFODNN7EXAMPLE, 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00 '",
    "AKIAIOSFODNN7EXAMPLE, 'wJalrXUtnFEMIK7MDENG PxRfiCYEXAMPLEKEY00'",
    "AKIAIOSFODNN7EXAMPLE, ''",
    "'AKIA/../FODNN7EXAMPLE', wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00",
    "'', wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00"
  })
  void whatIsNoAccessKeyOfAUserIsNotEvenTried(String id, String secret) {
    aws.answer("GetCallerIdentity", FakeAws.error(403, "InvalidClientTokenId"));

    assertThat(aws.issuer().probe(value(id, secret)))
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided ->
                assertThat(undecided.why()).startsWith("not tried").doesNotContain("wJalr"));
    assertThat(aws.actions()).isEmpty();
  }

  @Test
  void lineFeedsInAValueAreNotTriedEither() {
    assertThat(aws.issuer().probe(value(ID, SECRET + "\n"))).isInstanceOf(Undecided.class);
    assertThat(aws.issuer().probe(value(ID + "\r\nX-Evil: 1", SECRET)))
        .isInstanceOf(Undecided.class);
    assertThat(aws.actions()).isEmpty();
  }
}
