// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Issued;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import java.time.Instant;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer of IAM means for a call that writes and for one that reads. */
@Timeout(60)
class CallAnswersTest {

  private static final IdentityName BILLING = new IdentityName("billing");

  private final FakeAws aws = new FakeAws();

  @AfterEach
  void stop() {
    aws.close();
  }

  private Outcome<Issued> issued(MockResponse answer) {
    aws.answer("CreateAccessKey", answer);
    return aws.issuer().issue(BILLING, "rekey/c/r/1");
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
    "409, LimitExceeded, SLOTS_FULL",
    "404, NoSuchEntity, NOT_FOUND",
    "403, AccessDenied, FORBIDDEN",
    "403, InvalidClientTokenId, FORBIDDEN",
    "403, SignatureDoesNotMatch, FORBIDDEN",
    "403, ExpiredToken, FORBIDDEN",
    "403, OptInRequired, FORBIDDEN",
    "403, WhateverComes, FORBIDDEN",
    "400, ValidationError, INVALID",
    "400, MalformedQueryString, INVALID",
    "409, EntityAlreadyExists, INVALID",
    "409, ConcurrentModification, THROTTLED",
    "400, Throttling, THROTTLED",
    "429, Whatever, THROTTLED",
    "503, Throttling, THROTTLED",
    "500, ServiceFailure, UNKNOWN",
    "503, ServiceUnavailable, UNKNOWN",
    "502, Whatever, UNKNOWN",
    "408, RequestTimeout, UNKNOWN",
    "307, Whatever, INVALID"
  })
  void anErrorOfAWriteTellsWhetherItMayHaveHappened(int status, String code, String expected) {
    Outcome<Issued> outcome = issued(FakeAws.error(status, code));

    assertThat(name(outcome)).isEqualTo(expected);
    assertThat(outcome.toString())
        .contains("iam:CreateAccessKey for 'billing'")
        .contains(status + " " + code)
        .contains("req-1")
        .doesNotContain("vendor text");
    assertThat(aws.actions()).containsExactly("CreateAccessKey");
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchEntity, NOT_FOUND",
    "403, AccessDenied, FORBIDDEN",
    "400, Throttling, THROTTLED",
    "500, ServiceFailure, THROTTLED",
    "503, ServiceUnavailable, THROTTLED",
    "408, RequestTimeout, THROTTLED",
    "400, ValidationError, INVALID"
  })
  void anErrorOfAReadChangedNothingInAnyCase(int status, String code, String expected) {
    aws.answer("ListAccessKeys", FakeAws.error(status, code));

    assertThat(name(aws.issuer().list(BILLING))).isEqualTo(expected);
  }

  @Test
  void anIssuedKeyIsReadWhole() {
    Outcome<Issued> outcome = issued(created("<SecretAccessKey>abc/+=</SecretAccessKey>"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Done.class,
            done -> {
              Issued issued = (Issued) done.value();
              assertThat(issued.id()).isEqualTo(new CredentialId("AKIAIOSFODNN7EXAMPLE"));
              assertThat(issued.created()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
              assertThat(text(issued, "id")).isEqualTo("AKIAIOSFODNN7EXAMPLE");
              assertThat(text(issued, "secret")).isEqualTo("abc/+=");
            });
  }

  @Test
  void anIssuedKeyWithoutItsSecretMayExist() {
    assertThat(name(issued(created("")))).isEqualTo("UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "<CreateAccessKeyResponse>",
        "<a><b></a>",
        "<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey><CreateDate>yesterday"
            + "</CreateDate></AccessKey></CreateAccessKeyResult></CreateAccessKeyResponse>"
      })
  void aSuccessThatCannotBeReadIsUnknown(String body) {
    assertThat(name(issued(FakeAws.xml(body)))).isEqualTo("UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "<ListAccessKeysResponse>", "<a><b></a>"})
  void aListThatCannotBeReadIsNoList(String body) {
    aws.answer("ListAccessKeys", FakeAws.xml(body));

    assertThat(name(aws.issuer().list(BILLING))).isEqualTo("THROTTLED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>AccessDenied</html>", "{\"code\":\"NoSuchEntity\"}"})
  void anErrorWithoutACodeIsToldByItsStatusAlone(String body) {
    assertThat(issued(new MockResponse.Builder().code(403).body(body).build()))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.why()).isEqualTo(Rejection.FORBIDDEN);
              assertThat(rejected.message()).endsWith("AWS answered 403");
            });
  }

  private static MockResponse created(String secret) {
    return FakeAws.xml(
        "<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey><UserName>billing</UserName>"
            + "<AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId><Status>Active</Status>"
            + secret
            + "<CreateDate>2026-01-02T03:04:05Z</CreateDate></AccessKey></CreateAccessKeyResult>"
            + "</CreateAccessKeyResponse>");
  }

  private static String text(Issued issued, String part) {
    return issued.value().part(part).open(String::new);
  }
}
