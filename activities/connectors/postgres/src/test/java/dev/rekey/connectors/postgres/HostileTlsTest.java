// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.ContractTools;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that encrypts, lets everybody in, answers with the head of a message that never comes
 * whole, and says goodbye as TLS wants it: the driver alone skips what is not there for ever.
 */
@Timeout(60)
class HostileTlsTest {

  @Test
  void aCallEndsWhoeverAnswersEncrypted() throws Exception {
    SSLContext context = context();
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofPlatform().daemon().name("hostile").start(() -> serve(listener, context));
      try (SystemClient client = client(listener.getLocalPort())) {
        assertThat(client.check()).isInstanceOf(Throttled.class);
      }
    }
  }

  private static SystemClient client(int port) {
    return new PostgresConnector()
        .open(
            SystemSettings.of(
                new SystemName("hostile"),
                Map.of(
                    "host", "127.0.0.1",
                    "port", Integer.toString(port),
                    "role", "rekey",
                    "password", "file:own",
                    "sslmode", "require",
                    "timeout", "5s")),
            new ContractTools("file:own", () -> Secret.taking("word".toCharArray())));
  }

  private static void serve(ServerSocket listener, SSLContext context) {
    try (Socket accepted = listener.accept()) {
      DataInputStream in = new DataInputStream(accepted.getInputStream());
      in.readNBytes(in.readInt() - Integer.BYTES);
      accepted.getOutputStream().write('S');
      try (SSLSocket tls =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(accepted, "127.0.0.1", accepted.getPort(), /* autoClose= */ true)) {
        tls.setUseClientMode(false);
        DeadlineTest.converse(tls.getInputStream(), tls.getOutputStream());
      }
    } catch (IOException e) {
      // The connector hung up first.
    }
  }

  /** With a certificate that nobody signed, which "require" takes. */
  private static SSLContext context() {
    HeldCertificate own = new HeldCertificate.Builder().commonName("127.0.0.1").build();
    return new HandshakeCertificates.Builder().heldCertificate(own).build().sslContext();
  }
}
