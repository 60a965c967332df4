// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Rejection;
import java.time.Instant;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccessKeyListTest {

  private static final IdentityName BILLING = new IdentityName("billing");
  private static final String ONE = "AKIAAAAAAAAAAAAAAAA1";
  private static final String TWO = "AKIAAAAAAAAAAAAAAAA2";
  private static final String NO_MORE = "<IsTruncated>false</IsTruncated>";

  private final FakeAws aws = new FakeAws();

  @AfterEach
  void stop() {
    aws.close();
  }

  private static MockResponse used(String date) {
    return FakeAws.xml(
        "<GetAccessKeyLastUsedResponse><GetAccessKeyLastUsedResult><UserName>billing</UserName>"
            + "<AccessKeyLastUsed>%s<Region>N/A</Region><ServiceName>N/A</ServiceName>"
                .formatted(date)
            + "</AccessKeyLastUsed></GetAccessKeyLastUsedResult></GetAccessKeyLastUsedResponse>");
  }

  private Listed list() {
    Outcome<Listed> outcome = aws.issuer().list(BILLING);
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done<Listed>) outcome).value();
  }

  @Test
  void readsAllPages() {
    aws.answer(
        "ListAccessKeys",
        form ->
            form.containsKey("Marker")
                ? FakeAws.keys(NO_MORE, TWO)
                : FakeAws.keys("<IsTruncated>true</IsTruncated><Marker>next</Marker>", ONE));

    Listed listed = list();

    assertThat(listed.complete()).isTrue();
    assertThat(listed.credentials())
        .extracting(ListedCredential::id)
        .containsExactly(new CredentialId(ONE), new CredentialId(TWO));
  }

  @Test
  void aListThatDoesNotEndIsNotComplete() {
    aws.answer(
        "ListAccessKeys",
        FakeAws.keys("<IsTruncated>true</IsTruncated><Marker>same</Marker>", ONE));
    assertThat(list().complete()).isFalse();

    aws.answer("ListAccessKeys", FakeAws.keys("<IsTruncated>true</IsTruncated>", ONE));
    assertThat(list().complete()).isFalse();
  }

  @Test
  void aPageThatFailsMeansNoList() {
    aws.answer(
        "ListAccessKeys",
        form ->
            form.containsKey("Marker")
                ? FakeAws.error(400, "Throttling")
                : FakeAws.keys("<IsTruncated>true</IsTruncated><Marker>next</Marker>", ONE));

    assertThat(aws.issuer().list(BILLING)).isInstanceOf(Throttled.class);
  }

  private Outcome<Optional<Instant>> lastUsed(String id) {
    return aws.issuer().lastUsed(BILLING, new CredentialId(id));
  }

  @Test
  void saysWhatIsListedWithoutAskingForItsUse() {
    aws.answer("ListAccessKeys", FakeAws.keys(NO_MORE, ONE));

    assertThat(list().credentials())
        .containsExactly(
            new ListedCredential(
                new CredentialId(ONE), Instant.parse("2026-01-02T03:04:05Z"), true, null));
  }

  @Test
  void tellsWhenAKeyWasLastUsed() {
    aws.answer("ListAccessKeys", FakeAws.keys(NO_MORE, ONE));
    aws.answer("GetAccessKeyLastUsed", used("<LastUsedDate>2026-02-03T04:05:00Z</LastUsedDate>"));

    assertThat(lastUsed(ONE))
        .isEqualTo(new Done<>(Optional.of(Instant.parse("2026-02-03T04:05:00Z"))));
  }

  @Test
  void aLastUseThatMayNotBeAskedForIsNotTakenForNever() {
    aws.answer("ListAccessKeys", FakeAws.keys(NO_MORE, ONE));
    aws.answer("GetAccessKeyLastUsed", FakeAws.error(403, "AccessDenied"));

    assertThat(lastUsed(ONE))
        .isInstanceOfSatisfying(
            Throttled.class,
            throttled ->
                assertThat(throttled.message()).contains("iam:GetAccessKeyLastUsed").contains(ONE));
  }

  @Test
  void aKeyThatIsNotListedIsNotAskedAfter() {
    aws.answer("ListAccessKeys", FakeAws.keys(NO_MORE, TWO));
    aws.answer("GetAccessKeyLastUsed", FakeAws.error(403, "AccessDenied"));

    assertThat(lastUsed(ONE)).isEqualTo(new Done<>(Optional.empty()));
  }

  @Test
  void aKeyThatVanishesAfterItWasListedWasNeverUsed() {
    aws.answer("ListAccessKeys", FakeAws.keys(NO_MORE, ONE));
    aws.answer("GetAccessKeyLastUsed", FakeAws.error(404, "NoSuchEntity"));

    assertThat(lastUsed(ONE)).isEqualTo(new Done<>(Optional.empty()));
  }

  @Test
  void anEntryWithoutAnIdMakesTheWholeListUnreadable() {
    aws.answer("ListAccessKeys", FakeAws.keys(NO_MORE, ONE, ""));

    assertThat(aws.issuer().list(BILLING)).isInstanceOf(Throttled.class);
  }

  @Test
  void aGoneKeyIsAskedAfterBeforeItCountsAsGone() {
    aws.answer("DeleteAccessKey", FakeAws.error(404, "NoSuchEntity"));
    aws.answer("ListAccessKeys", FakeAws.keys(NO_MORE, TWO));
    CredentialId one = new CredentialId(ONE);

    aws.answer("GetAccessKeyLastUsed", FakeAws.error(403, "AccessDenied"));
    assertThat(aws.issuer().revoke(BILLING, one)).isEqualTo(new Done<>(Changed.ALREADY));

    aws.answer("GetAccessKeyLastUsed", FakeAws.error(500, "ServiceFailure"));
    assertThat(aws.issuer().revoke(BILLING, one)).isInstanceOf(Throttled.class);

    aws.answer("GetAccessKeyLastUsed", used(""));
    assertThat(aws.issuer().revoke(BILLING, one)).isInstanceOf(Throttled.class);

    aws.answer("ListAccessKeys", FakeAws.keys(NO_MORE, ONE));
    assertThat(aws.issuer().revoke(BILLING, one)).isInstanceOf(Throttled.class);

    aws.answer("ListAccessKeys", FakeAws.error(404, "NoSuchEntity"));
    assertThat(aws.issuer().revoke(BILLING, one))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(Rejection.NOT_FOUND));
  }

  @Test
  void aKeyOfAnotherUserIsAConflictAndDoesNotNameThatUser() {
    aws.answer("DeleteAccessKey", FakeAws.error(404, "NoSuchEntity"));
    aws.answer("ListAccessKeys", FakeAws.keys(NO_MORE, TWO));
    aws.answer("GetAccessKeyLastUsed", used(""));

    assertThat(aws.issuer().revoke(new IdentityName("payroll"), new CredentialId(ONE)))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.why()).isEqualTo(Rejection.CONFLICT);
              assertThat(rejected.message()).contains(ONE).contains("'payroll'");
            });
  }
}
