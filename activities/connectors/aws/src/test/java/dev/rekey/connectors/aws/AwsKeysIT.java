// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.ContractTools;
import dev.rekey.sandbox.aws.Fault;
import dev.rekey.sandbox.aws.Faults;
import dev.rekey.spi.Access;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Undecided;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only AWS does: rights by policy, signatures, accounts, its own way to throttle. */
@Timeout(120)
class AwsKeysIT {

  private final RunningAws aws = RunningAws.get();
  private final AwsBench bench = new AwsBench();

  @AfterEach
  void endFaults() {
    aws.faults().clear();
    bench.proxy().close();
  }

  /** Only of this identity: other classes use the same AWS at the same time. */
  private void nextIssueGoesWrong(Fault fault, IdentityName target) {
    aws.faults()
        .add(
            new Faults.Rule(fault, Optional.of("CreateAccessKey"), Optional.of(target.value()), 1));
  }

  private SystemClient client(Supplier<Secret> ownKey, String... settings) {
    Map<String, String> values = new HashMap<>();
    values.put("endpoint", aws.address().toString());
    values.put("credentials", "file:own");
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    return new AwsConnector()
        .open(
            SystemSettings.of(new SystemName("aws-test"), values),
            new ContractTools("file:own", ownKey));
  }

  private Issuer issuer() {
    return client(aws::adminKey).issuer(AwsConnector.ACCESS_KEY);
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done<T>) outcome).value();
  }

  private static void awaitAlive(Issuer issuer, CredentialValue value) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Verdict verdict = issuer.probe(value);
    while (!(verdict instanceof Alive) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      verdict = issuer.probe(value);
    }
    assertThat(verdict).isInstanceOf(Alive.class);
  }

  private static String text(CredentialValue value, String part) {
    return value.part(part).open(bytes -> new String(bytes, UTF_8));
  }

  @Test
  void aWrongSecretForALiveIdProvesNothing() {
    Issuer issuer = issuer();
    CredentialValue value = done(issuer.issue(bench.identity(), "")).value();
    awaitAlive(issuer, value);
    String wrong = "A".repeat(40);

    Verdict verdict =
        issuer.probe(
            CredentialValue.taking(
                Map.of(
                    "id", value.part("id").copy(), "secret", Secret.taking(wrong.toCharArray()))));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Undecided.class,
            undecided -> assertThat(undecided.why()).contains("403 SignatureDoesNotMatch"));
  }

  @Test
  void aKeyWithoutAnyRightIsAliveButMayDoNothing() {
    Issuer issuer = issuer();
    IdentityName powerless = bench.identity();
    IdentityName target = bench.identity();
    CredentialValue value = done(issuer.issue(powerless, "")).value();
    awaitAlive(issuer, value);
    SystemClient client =
        client(() ->
            Secret.taking(
                "{\"id\":\"%s\",\"secret\":\"%s\"}"
                    .formatted(text(value, "id"), text(value, "secret"))
                    .toCharArray()));

    Access access = done(client.check());
    assertThat(access.identity()).endsWith(":user/apps/" + powerless);
    assertThat(access.missing()).containsExactly("iam:ListAccessKeys on Rekey's own user");
    assertThat(client.issuer(AwsConnector.ACCESS_KEY).issue(target, ""))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(Rejection.FORBIDDEN));
    assertThat(bench.existing(target)).isEmpty();
  }

  @Test
  void inAnotherAccountThanTheConfiguredOneNothingIsIssued() {
    IdentityName target = bench.identity();
    SystemClient client = client(aws::adminKey, "account", "999999999999");

    assertThat(client.issuer(AwsConnector.ACCESS_KEY).issue(target, ""))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.message()).contains("999999999999"));
    assertThat(bench.existing(target)).isEmpty();
  }

  @Test
  void throttlingInIamsOwnWordsIsUnderstood() {
    IdentityName target = bench.identity();
    nextIssueGoesWrong(Fault.THROTTLED, target);

    assertThat(issuer().issue(target, "")).isInstanceOf(Throttled.class);
    assertThat(bench.existing(target)).isEmpty();
  }

  @Test
  void aServerErrorAfterTheEffectIsUnknownAndTheKeyCanBeFound() {
    IdentityName target = bench.identity();
    nextIssueGoesWrong(Fault.BROKEN_AFTER, target);
    Issuer issuer = issuer();

    assertThat(issuer.issue(target, "")).isInstanceOf(Unknown.class);
    assertThat(done(issuer.list(target)).credentials()).hasSize(1);
  }

  @Test
  void anOrphanThatFillsTheSecondSlotCanBeRemovedByIdWithoutItsValue() {
    IdentityName target = bench.identity();
    Issuer issuer = issuer();
    Issued first = done(issuer.issue(target, ""));
    nextIssueGoesWrong(Fault.ANSWER_LOST, target);
    assertThat(issuer.issue(target, "")).isInstanceOf(Unknown.class);
    assertThat(issuer.issue(target, ""))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(Rejection.SLOTS_FULL));

    done(issuer.list(target)).credentials().stream()
        .filter(listed -> !listed.id().equals(first.id()))
        .forEach(orphan -> done(issuer.revoke(target, orphan.id())));

    assertThat(issuer.issue(target, "")).isInstanceOf(Done.class);
  }
}
