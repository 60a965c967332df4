// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.Problem;
import dev.rekey.worker.cli.api.StatusView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which there is no answer has a message and a next command of its own. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class ReachingTheServerTest {

  private static final StatusView STATUS =
      new StatusView(
          "0.1.0",
          new StatusView.TemporalAt("127.0.0.1:7233", null, "rekey"),
          "jdbc:postgresql://127.0.0.1:5432/rekey",
          List.of(),
          List.of());

  @TempDir Path folder;

  private CommandLineRig rig = new CommandLineRig(Path.of("."));

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
  }

  private void refusedAs(String message, String next) {
    Outcome outcome = rig.run("status");
    assertThat(outcome.exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("rekey: " + message).contains("\nnext: " + next);
  }

  @Test
  void noneEverRanThere() {
    refusedAs(
        "no Rekey has run here: there is no " + rig.home().resolve("api.json"), "rekey up   (");
  }

  @Test
  void itIsStopped() {
    String url;
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      url = server.url();
    }
    refusedAs("Rekey has run here, but is stopped: nothing listens at " + url, "rekey up\n");
  }

  @Test
  void anUpThatHoldsTheHomeIsStarting() throws IOException {
    Files.createDirectories(rig.home());
    try (FileChannel channel =
            FileChannel.open(
                rig.home().resolve("up.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      refusedAs("Rekey is starting or stopping in " + rig.home(), "wait a few seconds");
      try (FakeServer server = FakeServer.start().in(rig.home())) {
        assertThat(server.url()).isNotEmpty();
      }
      refusedAs("Rekey is starting or stopping in " + rig.home(), "wait a few seconds");
    }
    refusedAs("Rekey has run here, but is stopped", "rekey up");
  }

  @Test
  void aServerThatIsStartingSaysSo() {
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      server.refuses(
          "GET /status", 503, new Problem("starting", 503, "opens the ledger", List.of(), null));
      refusedAs(
          "Rekey at %s is starting: opens the ledger".formatted(server.url()),
          "wait a few seconds");
    }
  }

  @Test
  void aServerWithoutItsDatabaseIsNotStarting() {
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      server.refuses(
          "GET /status",
          503,
          new Problem("database", 503, "PostgreSQL did not answer", List.of(), "rekey status"));
      refusedAs(
          "Rekey at %s is not ready: PostgreSQL did not answer".formatted(server.url()),
          "rekey status");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html, <html>",
    "404, text/html, <html>",
    "401, application/problem+json, {}",
    "302, text/plain, elsewhere",
    "500, text/plain, oops"
  })
  void anotherProgramHasTakenThePort(int status, String type, String body) {
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      server.answers("GET /status", status, type, body.getBytes(StandardCharsets.UTF_8));
      refusedAs("another program answers at " + server.url(), "rekey up   (");
    }
  }

  @Test
  void itRefusesTheToken() {
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      server.refuses(
          "GET /status",
          401,
          new Problem(
              "refused",
              401,
              "the token is missing or wrong (expected: that of api.json)",
              List.of(),
              "rekey status"));
      refusedAs(
          "Rekey at %s refuses the token in %s: it is another installation's, or an old one"
              .formatted(server.url(), rig.home().resolve("api.json")),
          "name the home of the Rekey that runs there: --home FOLDER, or REKEY_HOME");
    }
  }

  @Test
  void somethingSpeaksTlsAtItsPort() throws Exception {
    HeldCertificate own = new HeldCertificate.Builder().commonName("somebody").build();
    SSLContext context =
        new HandshakeCertificates.Builder().heldCertificate(own).build().sslContext();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      Files.createDirectories(rig.home());
      Files.writeString(
          rig.home().resolve("api.json"), "{\"url\":\"%s\",\"token\":\"t\"}".formatted(url));
      refusedAs("whatever answers at %s speaks TLS".formatted(url), "rekey up   (something else");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void somethingThatSpeaksNothingIsAnotherProgram() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            while (true) {
              try (Socket caller = silent.accept()) {
                caller.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII));
              } catch (IOException ended) {
                return;
              }
            }
          });
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      Files.createDirectories(rig.home());
      Files.writeString(
          rig.home().resolve("api.json"), "{\"url\":\"%s\",\"token\":\"t\"}".formatted(url));
      refusedAs("another program answers at " + url, "rekey up   (");
    }
  }

  @Test
  void anAnswerOfAnotherShapeIsNoCauseForATrace() {
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      server.answers("GET /status", List.of("surprise"));
      Outcome outcome = rig.run("status");
      assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
      assertThat(outcome.err()).startsWith("rekey: the answer to /status is not understood");
    }
  }

  @Test
  void showsTheTokenToTheServerAndToNobodyElse() {
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      server.answers("GET /status", STATUS);
      Outcome outcome = rig.run("status", "--trace");
      assertThat(server.last("GET /status").authorization())
          .isEqualTo("Bearer " + FakeServer.TOKEN);
      assertThat(outcome.out() + outcome.err()).doesNotContain(FakeServer.TOKEN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com:80",
        "https://127.0.0.1:8233",
        "http://127.0.0.1",
        "http://user@127.0.0.1:8233",
        "http://127.0.0.1.example.com:8233",
        "http://127.0.0.1:8233/elsewhere",
        "file:///etc/passwd",
        ":"
      })
  void neverSendsTheTokenAwayFromThisMachine(String url) throws IOException {
    Files.createDirectories(rig.home());
    Files.writeString(
        rig.home().resolve("api.json"), "{\"url\":\"%s\",\"token\":\"t\"}".formatted(url));
    refusedAs(
        "%s names the url".formatted(rig.home().resolve("api.json")),
        "rekey up   (it writes the file anew)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"token\":\"very-secret", "[]", "{\"url\":\"http://127.0.0.1:1\"}"})
  void aDamagedFileIsToldWithoutWhatIsInIt(String content) throws IOException {
    Files.createDirectories(rig.home());
    Files.writeString(rig.home().resolve("api.json"), content);
    Outcome outcome = rig.run("status", "--trace");
    assertThat(outcome.exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(outcome.err()).contains("api.json").doesNotContain("very-secret");
  }

  @ParameterizedTest
  @CsvSource({"400,2", "404,2", "422,2", "403,4", "409,4", "428,3", "500,1"})
  void aProblemIsToldWholeAndEndsWithItsOwnCode(int status, int code) {
    try (FakeServer server = FakeServer.start().in(rig.home())) {
      server.refuses(
          "GET /status",
          status,
          new Problem(
              "t", status, "it cannot be", List.of("line 1: this", "line 2: that"), "rekey up"));
      Outcome outcome = rig.run("status");
      assertThat(outcome.exit().code()).isEqualTo(code);
      assertThat(outcome.err())
          .isEqualTo(
              """
              rekey: it cannot be
              rekey: line 1: this
              rekey: line 2: that
              next: rekey up
              """);
    }
  }

  @Test
  void theHomeOfTheOptionGoesBeforeThatOfTheEnvironment() {
    Path other = folder.resolve("other");
    try (FakeServer server = FakeServer.start().in(other)) {
      server.answers("GET /status", STATUS);
      assertThat(rig.run("status").exit()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(rig.run("status", "--home", other.toString()).exit()).isEqualTo(ExitCode.DONE);
      assertThat(rig.run("--home", other.toString(), "status").exit()).isEqualTo(ExitCode.DONE);
    }
  }
}
