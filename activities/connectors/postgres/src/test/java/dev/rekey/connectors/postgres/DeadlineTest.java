// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.ContractTools;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import dev.rekey.words.Verdict.Undecided;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that lets everybody in, answers the first statement with the head of a message that
 * never comes whole, and hangs up: the driver alone waits for the rest for ever.
 */
@Timeout(60)
class DeadlineTest {

  private final ContractTools tools =
      new ContractTools("file:own", () -> Secret.taking("word".toCharArray()));
  private final ServerSocket listener;
  private final SystemClient client;

  DeadlineTest() throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    this.client =
        new PostgresConnector()
            .open(
                SystemSettings.of(
                    new SystemName("hostile"),
                    Map.of(
                        "host", "127.0.0.1",
                        "port", Integer.toString(listener.getLocalPort()),
                        "role", "rekey",
                        "password", "file:own",
                        "timeout", "1s")),
                tools);
  }

  @BeforeEach
  void listen() {
    Thread.ofPlatform().daemon().name("hostile").start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    listener.close();
  }

  @Test
  void aProbeEndsWhoeverAnswers() {
    assertThat(
            client
                .issuer(PostgresConnector.ROLE_PASSWORD)
                .probe(PostgresBench.value("billing", "word")))
        .isInstanceOf(Undecided.class);
  }

  @Test
  void aCallEndsWhoeverAnswers() {
    assertThat(client.check()).isInstanceOf(Throttled.class);
  }

  private void serve() {
    try (Socket accepted = listener.accept()) {
      converse(accepted.getInputStream(), accepted.getOutputStream());
    } catch (IOException e) {
      // The connector hung up first.
    }
  }

  /** What the server says until it hangs up. */
  static void converse(InputStream from, OutputStream to) throws IOException {
    DataInputStream in = new DataInputStream(from);
    in.readNBytes(in.readInt() - Integer.BYTES);
    DataOutputStream out = new DataOutputStream(to);
    message(out, 'R', new byte[4]);
    message(out, 'S', "server_version\00017.6\0".getBytes(UTF_8));
    message(out, 'S', "client_encoding\0UTF8\0".getBytes(UTF_8));
    message(out, 'S', "server_encoding\0UTF8\0".getBytes(UTF_8));
    message(out, 'S', "standard_conforming_strings\0on\0".getBytes(UTF_8));
    message(out, 'S', "DateStyle\0ISO, MDY\0".getBytes(UTF_8));
    message(out, 'Z', new byte[] {'I'});
    // Up to the Sync that ends the first statement.
    while (in.read() != 'S') {
      in.readNBytes(in.readInt() - Integer.BYTES);
    }
    in.readInt();
    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(UTF_8));
    out.flush();
  }

  private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
    out.write(type);
    out.writeInt(Integer.BYTES + body.length);
    out.write(body);
  }
}
