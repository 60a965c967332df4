// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;

/**
 * TLS in front of a Temporal that has none, as its development server: it wants a certificate of
 * whoever comes, and hands on what is said inside.
 */
public final class TlsTunnel implements AutoCloseable {

  private final SSLServerSocket door;
  private final int behind;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private TlsTunnel(SSLServerSocket door, int behind) {
    this.door = door;
    this.behind = behind;
  }

  /**
   * Opens it.
   *
   * @param behind the port of 127.0.0.1 that is led to
   * @param own what it shows
   * @param guest whose certificate it wants to see
   */
  public static TlsTunnel to(int behind, Certificates own, Certificates guest) {
    try {
      SSLContext context =
          new HandshakeCertificates.Builder()
              .heldCertificate(own.held())
              .addTrustedCertificate(guest.held().certificate())
              .build()
              .sslContext();
      SSLServerSocket door =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
      SSLParameters parameters = door.getSSLParameters();
      parameters.setNeedClientAuth(true);
      parameters.setApplicationProtocols(new String[] {"h2"});
      door.setSSLParameters(parameters);
      TlsTunnel tunnel = new TlsTunnel(door, behind);
      Thread.ofPlatform().daemon().start(tunnel::listen);
      return tunnel;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  public String target() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        SSLSocket guest = (SSLSocket) door.accept();
        open.add(guest);
        Thread.ofPlatform().daemon().start(() -> lead(guest));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void lead(SSLSocket guest) {
    try (guest) {
      guest.setTcpNoDelay(true);
      guest.startHandshake();
      try (Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), behind)) {
        server.setTcpNoDelay(true);
        open.add(server);
        Thread back = Thread.ofPlatform().daemon().start(() -> pump(server, guest));
        pump(guest, server);
        back.join();
      }
    } catch (IOException | InterruptedException refused) {
      open.remove(guest);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[16 << 10];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        out.write(some, 0, n);
        out.flush();
      }
      to.close();
    } catch (IOException ended) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    open.forEach(TlsTunnel::close);
  }
}
