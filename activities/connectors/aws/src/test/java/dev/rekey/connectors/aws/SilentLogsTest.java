// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Secret;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Promise P4, for what the SDK logs at its most talkative. */
@Timeout(60)
class SilentLogsTest {

  private static final String SECRET = "CanarySecretCanarySecretCanarySecretCana";

  private final FakeAws aws = new FakeAws();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    root.detachAndStopAllAppenders();
    root.setLevel(Level.TRACE);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void stop() {
    root.setLevel(before);
    root.detachAppender(logged);
    aws.close();
  }

  @Test
  void neitherTheOwnNorAnIssuedNorATriedSecretIsLogged() {
    aws.answer(
        "CreateAccessKey",
        FakeAws.xml(
            "<CreateAccessKeyResponse><CreateAccessKeyResult><AccessKey>"
                + "<UserName>billing</UserName><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId>"
                + "<Status>Active</Status><SecretAccessKey>"
                + SECRET
                + "</SecretAccessKey>"
                + "<CreateDate>2026-01-02T03:04:05Z</CreateDate></AccessKey>"
                + "</CreateAccessKeyResult></CreateAccessKeyResponse>"));
    Issuer issuer = aws.issuer();

    var issued = issuer.issue(new IdentityName("billing"), "rekey/c/r/1");
    assertThat(issued).isInstanceOf(Done.class);
    CredentialValue value = ((Done<Issued>) issued).value().value();
    issuer.probe(value);
    aws.answer("GetCallerIdentity", FakeAws.error(403, "SignatureDoesNotMatch"));
    issuer.probe(value);
    issuer.probe(
        CredentialValue.taking(
            Map.of(
                "id", Secret.taking("AKIAIOSFODNN7EXAMPLE".toCharArray()),
                "secret", Secret.taking((SECRET + "\n").toCharArray()))));

    assertThat(logged.list).as("the SDK is heard at all").isNotEmpty();
    for (ILoggingEvent event : logged.list) {
      String text =
          event.getFormattedMessage()
              + (event.getThrowableProxy() == null
                  ? ""
                  : ThrowableProxyUtil.asString(event.getThrowableProxy()));
      assertThat(text).doesNotContain(SECRET).doesNotContain(FakeAws.OWN_SECRET);
    }
  }
}
