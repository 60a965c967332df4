// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.spi.Access;
import dev.rekey.spi.Budget;
import dev.rekey.spi.Health;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real TLS, with the certificates that consumers of the inside have. */
@Timeout(120)
class PrivateAuthorityTest {

  private static final SystemName WEB = new SystemName("web");
  private static final Duration A_DAY_AGO = Duration.ofDays(-1);

  @TempDir static Path folder;

  private static Authority inside;
  private static Authority foreign;

  private final MockWebServer server = new MockWebServer();

  @BeforeAll
  static void found() throws Exception {
    inside = new Authority("inside");
    foreign = new Authority("foreign");
    Files.writeString(folder.resolve("inside.pem"), inside.pem());
    Files.writeString(folder.resolve("foreign.pem"), foreign.pem());
    Files.writeString(folder.resolve("both.pem"), foreign.pem() + inside.pem());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void serve(SSLSocketFactory certificate) throws Exception {
    server.useHttps(certificate);
    server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    server.enqueue(new MockResponse.Builder().code(200).build());
  }

  private Outcome<Health> ask(String host, String file) {
    String named = "%s:%d".formatted(host, server.getPort());
    try (SystemClient client = client(named, file)) {
      return client.health().ask(HealthCheck.parse("web:https://%s/health".formatted(named)));
    }
  }

  private static SystemClient client(String hosts, String file) {
    Map<String, String> settings =
        new HashMap<>(Map.of("hosts", hosts, "internal", "127.0.0.0/8", "timeout", "8s"));
    if (!file.isEmpty()) {
      settings.put("root-certificate", folder.resolve(file).toString());
    }
    return new HealthConnector().open(SystemSettings.of(WEB, settings), new Tools());
  }

  private void assertSilent(String host, String file, String why) {
    assertThat(ask(host, file)).isEqualTo(new Done<>(new Health(false, "no answer: " + why)));
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"inside.pem", "both.pem"})
  void aConsumerOfAPrivateAuthorityIsAsked(String file) throws Exception {
    serve(inside.serve("localhost", A_DAY_AGO));

    assertThat(ask("localhost", file)).isEqualTo(new Done<>(new Health(true, "answered 200")));
  }

  @Test
  void itIsBelievedInNothingElse() throws Exception {
    serve(inside.serve("localhost", A_DAY_AGO));

    assertSilent(
        "localhost",
        "foreign.pem",
        "nobody in %s has signed its certificate: add its authority's there"
            .formatted(folder.resolve("foreign.pem")));
    assertSilent(
        "localhost",
        "",
        "nobody that Java trusts has signed its certificate: name its authority's in setting"
            + " 'root-certificate' of system web");
  }

  @Test
  void aCertificateForAnotherHostIsNotBelieved() throws Exception {
    serve(inside.serve("shop.example.com", A_DAY_AGO));

    assertSilent(
        "localhost",
        "inside.pem",
        "its certificate is not for localhost: give it one that is, or name it in the list as its"
            + " certificate does");
  }

  @ParameterizedTest
  @CsvSource({
    "P-5D, its certificate has expired: renew it there",
    "P5D, its certificate is not valid yet: correct the clock there or here"
  })
  void aCertificateHasItsTime(Duration from, String why) throws Exception {
    serve(inside.serve("localhost", from));

    assertSilent("localhost", "inside.pem", why);
  }

  @Test
  void whoSpeaksNoTlsIsTold() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofPlatform().daemon().name("plain").start(() -> answerInClear(plain));
      String host = "localhost:" + plain.getLocalPort();
      try (SystemClient client = client(host, "inside.pem")) {
        assertThat(client.health().ask(HealthCheck.parse("web:https://%s/".formatted(host))))
            .isEqualTo(
                new Done<>(
                    new Health(
                        false,
                        "no answer: no encryption could be agreed on: ask it by http:// if it"
                            + " speaks no TLS")));
      }
    }
  }

  private static void answerInClear(ServerSocket plain) {
    try (Socket accepted = plain.accept()) {
      accepted
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      accepted.getInputStream().readAllBytes();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Test
  void whomItTrustsDoesNotOpenTheInside() throws Exception {
    serve(inside.serve("127.0.0.1", A_DAY_AGO));
    String host = "127.0.0.1:" + server.getPort();
    Map<String, String> settings =
        Map.of("hosts", host, "root-certificate", folder.resolve("inside.pem").toString());

    try (SystemClient client =
        new HealthConnector().open(SystemSettings.of(WEB, settings), new Tools())) {
      assertThat(client.health().ask(HealthCheck.parse("web:https://%s/".formatted(host))))
          .isInstanceOfSatisfying(
              Rejected.class,
              rejected -> assertThat(rejected.message()).contains("address 127.0.0.1 is internal"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "missing.pem, is not there",
    "folder, is no file",
    "empty.pem, has no certificate in it",
    "key.pem, has no certificate in it",
    "broken.pem, 'has a certificate that cannot be read, its 2.'",
    "long.pem, has more than 1024 KiB"
  })
  void aFileThatCannotBeUsedIsSaidAndNobodyIsAsked(String file, String why) throws Exception {
    Files.createDirectories(folder.resolve("folder"));
    Files.writeString(folder.resolve("empty.pem"), "");
    Files.writeString(folder.resolve("key.pem"), inside.pem().replace("CERTIFICATE", "EC KEY"));
    Files.writeString(folder.resolve("broken.pem"), inside.pem() + inside.pem().replace("MII", ""));
    Files.writeString(folder.resolve("long.pem"), inside.pem() + "x".repeat(Authorities.LONGEST));
    serve(inside.serve("localhost", A_DAY_AGO));
    String said =
        ("system web: setting 'root-certificate': %s %s (expected: a file in PEM form with the"
                + " certificates of those who may have signed consumers', on the machine of the"
                + " worker that asks them)")
            .formatted(folder.resolve(file), why);

    assertThat(ask("localhost", file)).isEqualTo(new Rejected<>(Rejection.INVALID, said));
    assertThat(server.getRequestCount()).isZero();
    try (SystemClient client = client("localhost", file)) {
      assertThat(client.check()).isEqualTo(new Rejected<>(Rejection.INVALID, said));
    }
  }

  @Test
  void aFileThatWasMendedCountsAtOnce() throws Exception {
    serve(inside.serve("localhost", A_DAY_AGO));
    String host = "localhost:" + server.getPort();
    HealthCheck check = HealthCheck.parse("web:https://%s/health".formatted(host));
    try (SystemClient client = client(host, "renewed.pem")) {
      assertThat(client.check()).isInstanceOf(Rejected.class);
      Files.writeString(folder.resolve("renewed.pem"), inside.pem());

      assertThat(client.check())
          .isInstanceOfSatisfying(
              Done.class, done -> assertThat(done.value()).isInstanceOf(Access.class));
      assertThat(client.health().ask(check))
          .isEqualTo(new Done<>(new Health(true, "answered 200")));
    }
  }

  @Test
  void theFileIsNamedByItsWholePath() {
    SystemSettings wrong =
        SystemSettings.of(WEB, Map.of("hosts", "localhost", "root-certificate", "ca.pem"));

    assertThatThrownBy(() -> new HealthConnector().open(wrong, new Tools()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setting 'root-certificate': 'ca.pem' (expected: the whole path");
  }

  private record Tools() implements SystemTools {
    @Override
    public Clock clock() {
      return Clock.systemUTC();
    }

    @Override
    public Secret secret(String reference) {
      throw new AssertionError("no secret is needed");
    }

    @Override
    public Budget budget() {
      return Budget.UNLIMITED;
    }
  }
}
