// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.servers.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Temporal behind TLS: who is believed, what is shown, and what a person hears if it fails. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class FrontendTest {

  @TempDir static Path folder;

  private static Certificates server;
  private static Certificates client;
  private static Certificates other;

  @TempDir Path own;

  @BeforeAll
  static void certificates() {
    server = Certificates.make(folder, "server");
    client = Certificates.make(folder, "client");
    other = Certificates.make(folder, "other");
  }

  private static Tls tls(Certificates ca, Certificates shown) {
    return new Tls(ca.certificate(), shown.certificate(), shown.key(), null);
  }

  private static List<ServerFailure> missing(TlsTunnel tunnel, Tls tls) {
    return Connection.missing(new Frontend(tunnel.target(), "breach", tls, null));
  }

  @Test
  void whoShowsTheRightCertificateToTheRightServerIsLetIn() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(90);
        TlsTunnel tunnel = TlsTunnel.to(temporal.port(), server, client)) {
      assertThat(missing(tunnel, tls(server, client))).isEmpty();
    }
  }

  @Test
  void aServerThatNobodyVouchesForIsNotBelieved() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(90);
        TlsTunnel tunnel = TlsTunnel.to(temporal.port(), server, client)) {
      assertThat(missing(tunnel, tls(other, client)))
          .singleElement()
          .satisfies(failure -> {
            assertThat(failure.isUnreachable()).isTrue();
            assertThat(failure.next())
                .contains("--tls --tls-ca-path " + other.certificate())
                .contains("or temporal.tls: the server's certificate must come from its ca");
          });
    }
  }

  @Test
  void whoShowsNoCertificateOrAForeignOneIsKeptOut() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(90);
        TlsTunnel tunnel = TlsTunnel.to(temporal.port(), server, client)) {
      for (Tls wrong :
          List.of(new Tls(server.certificate(), null, null, null), tls(server, other))) {
        assertThat(missing(tunnel, wrong)).singleElement().matches(ServerFailure::isUnreachable);
      }
      assertThat(temporal.retentionDays()).isEqualTo(90);
    }
  }

  @Test
  void aNameThatTheCertificateDoesNotBearIsRefusedAndOneThatItBearsMayBeNamed() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(90);
        TlsTunnel tunnel = TlsTunnel.to(temporal.port(), server, client)) {
      Tls wrong = new Tls(server.certificate(), client.certificate(), client.key(), "elsewhere");
      assertThat(missing(tunnel, wrong)).hasSize(1);
      Tls right = new Tls(server.certificate(), client.certificate(), client.key(), "localhost");
      assertThat(missing(tunnel, right)).isEmpty();
    }
  }

  @Test
  void aServerThatWantsTlsIsTalkedToInClearInVainAndThePersonHearsOfTls() throws IOException {
    try (FakeTemporal temporal = FakeTemporal.start().knowing(90);
        TlsTunnel tunnel = TlsTunnel.to(temporal.port(), server, client)) {
      assertThat(Connection.missing(new Frontend(tunnel.target(), "breach")))
          .singleElement()
          .satisfies(failure ->
              assertThat(failure.next())
                  .contains("temporal.tls: there is none, and that server may want it"));
    }
  }

  @Test
  void anApiKeyIsReadAnewFromItsFileForEachCall() throws IOException {
    Path file =
        Files.createFile(
            own.resolve("temporal.key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FakeTemporal temporal = FakeTemporal.start().knowing(90);
        TlsTunnel tunnel = TlsTunnel.to(temporal.port(), server, client)) {
      Frontend frontend = new Frontend(tunnel.target(), "breach", tls(server, client), file);
      Files.writeString(file, "key-one\n");
      Connection.missing(frontend);
      assertThat(temporal.authorization()).isEqualTo("Bearer key-one");
      Files.writeString(file, "key-two\n");
      Connection.missing(frontend);
      assertThat(temporal.authorization()).isEqualTo("Bearer key-two");
      assertThat(frontend.command("operator cluster health"))
          .startsWith("TEMPORAL_API_KEY=\"$(cat %s)\" temporal operator".formatted(file))
          .doesNotContain("key-two");
    }
  }

  @Test
  void aKeyFileThatHoldsNoKeyIsNamedAndItsContentIsNot() throws IOException {
    Path wrong = own.resolve("wrong.key");
    Files.writeString(wrong, "hunter2");
    Tls tls = new Tls(null, client.certificate(), wrong, null);
    assertThatThrownBy(tls::context)
        .hasMessage(
            "%s (expected: the key of %s in PEM form, PKCS#8, without a pass phrase)"
                .formatted(wrong, client.certificate()));
    assertThat(Connection.missing(new Frontend("127.0.0.1:9", "breach", tls, null)))
        .singleElement()
        .satisfies(failure ->
            assertThat(failure.getMessage())
                .contains("correct temporal.tls in rekey.yaml")
                .doesNotContain("hunter2"));
  }
}
