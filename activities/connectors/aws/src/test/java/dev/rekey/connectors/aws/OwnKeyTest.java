// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.ContractTools;
import dev.rekey.spi.Access;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rekey's own key: its form, and the account that it must belong to. */
@Timeout(60)
class OwnKeyTest {

  private static final IdentityName BILLING = new IdentityName("billing");

  private final FakeAws aws = new FakeAws();

  @AfterEach
  void stop() {
    aws.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AKIAOWNOWNOWNOWNOWN1:OwnSecret",
        "[]",
        "{}",
        "{\"id\":\"AKIAOWNOWNOWNOWNOWN1\"}",
        "{\"id\":\"AKIAOWNOWNOWNOWNOWN1\",\"secret\":7}",
        "{\"id\":\"AKIAOWNOWNOWNOWNOWN1\",\"secret\":\"\"}",
        "{\"id\":\"AKIAOWNOWNOWNOWNOWN1\",\"secret\":\"OwnSecretOwn Secret\"}",
        "{\"id\":\"ASIAOWNOWNOWNOWNOWN1\",\"secret\":\"OwnSecretOwnSecret\"}",
        "{\"id\":\"AKIAOWNOWNOWNOWNOWN1\",\"secret\":\"OwnSecretOwnSecret\",\"more\":\"x\"}",
        "{\"id\":\"AKIAOWNOWNOWNOWNOWN1\",\"id\":\"AKIAOWNOWNOWNOWNOWN2\",\"secret\":\"OwnSecretOwn\"}",
        "{\"id\":\"AKIAOWNOWNOWNOWNOWN1\",\"secret\":\"OwnSecretOwnSecret\"} trailing",
        "{\"id\":\"AKIAOWNOWNOWNOWNOWN1\",\"secret\":\"OwnSecretOwnSecret\""
      })
  void whatIsNotExactlyAKeyIsForbiddenAndNotShown(String content) {
    Outcome<Access> checked = aws.client(FakeAws.tools(content)).check();

    assertThat(checked)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.why()).isEqualTo(Rejection.FORBIDDEN);
              assertThat(rejected.message())
                  .contains("aws-test")
                  .contains("'file:own'")
                  .contains("(expected:")
                  .doesNotContain("OwnSecret")
                  .doesNotContain("AKIAOWN");
            });
    assertThat(aws.actions()).isEmpty();
  }

  @Test
  void blanksAroundTheObjectDoNotMatter() {
    aws.answer("ListAccessKeys", FakeAws.keys(""));

    assertThat(aws.client(FakeAws.tools("\n " + FakeAws.OWN_KEY + "\n")).check())
        .isInstanceOf(Done.class);
  }

  @Test
  void inAnotherAccountNothingIsDone() {
    aws.answer("GetCallerIdentity", FakeAws.caller("999999999999", "user/rekey"));
    SystemClient client = aws.client(FakeAws.tools(FakeAws.OWN_KEY), "account", "123456789012");

    for (Outcome<?> outcome :
        new Outcome<?>[] {
          client.check(),
          client.issuer(AwsConnector.ACCESS_KEY).issue(BILLING, "rekey/c/r/1"),
          client.issuer(AwsConnector.ACCESS_KEY).list(BILLING)
        }) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Rejected.class,
              rejected -> {
                assertThat(rejected.why()).isEqualTo(Rejection.FORBIDDEN);
                assertThat(rejected.message()).contains("999999999999").contains("123456789012");
              });
    }
    assertThat(aws.actions()).containsOnly("GetCallerIdentity");
  }

  @Test
  void theAccountIsAskedForOncePerOwnKey() {
    AtomicReference<String> own = new AtomicReference<>(FakeAws.OWN_KEY);
    ContractTools tools =
        new ContractTools(
            "file:own", () -> Secret.taking(own.get().getBytes(StandardCharsets.UTF_8)));
    var issuer = aws.client(tools, "account", "123456789012").issuer(AwsConnector.ACCESS_KEY);
    aws.answer("ListAccessKeys", FakeAws.keys(""));

    assertThat(issuer.list(BILLING)).isInstanceOf(Done.class);
    assertThat(issuer.list(BILLING)).isInstanceOf(Done.class);
    assertThat(aws.actions())
        .containsExactly("GetCallerIdentity", "ListAccessKeys", "ListAccessKeys");

    aws.answer("GetCallerIdentity", FakeAws.caller("999999999999", "user/rekey"));
    own.set(FakeAws.OWN_KEY.replace("WN1", "WN2"));
    assertThat(issuer.list(BILLING)).isInstanceOf(Rejected.class);
  }
}
