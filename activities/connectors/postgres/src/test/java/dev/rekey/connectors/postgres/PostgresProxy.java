// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.contract.Aim;
import dev.rekey.contract.Fault;
import dev.rekey.contract.SpoiledWay;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the connector and a PostgreSQL without TLS. A fault that aims at everything meets
 * the start-up message of a connection; one that aims at effects meets the statements that change
 * something. An answer in HTTP's words is said in PostgreSQL's, where it has such words.
 */
final class PostgresProxy implements SpoiledWay {

  private static final int PATIENCE_MILLIS = 30_000;

  /** What the connector sends to change something: a commit, and the end of sessions. */
  private static boolean changes(String statement) {
    return statement.equals("COMMIT") || statement.contains("pg_terminate_backend(");
  }

  record Trouble(Fault fault, Aim aim) {}

  private final InetSocketAddress system;
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger effectsReceived = new AtomicInteger();
  private final AtomicReference<@Nullable Runnable> beforeLock = new AtomicReference<>();
  private final int port;
  private volatile ServerSocket listener;
  private volatile @Nullable Trouble trouble;

  PostgresProxy(URI system) {
    this.system = new InetSocketAddress(system.getHost(), system.getPort());
    this.listener = listen(0);
    this.port = listener.getLocalPort();
  }

  int port() {
    return port;
  }

  /** An error of PostgreSQL's own. */
  static Fault.Answers error(String state) {
    return new Fault.Answers(500, Map.of("SQLSTATE", state), "");
  }

  /** Everything is as it is, but the server calls us by another name. */
  static Fault.Answers called(String name) {
    return new Fault.Answers(200, Map.of("Name", name), "");
  }

  /** Something else happens, once, just before a connection takes a role's row. */
  void beforeNextLock(Runnable something) {
    beforeLock.set(something);
  }

  @Override
  public synchronized void meet(Fault fault, Aim aim) {
    trouble = new Trouble(fault, aim);
    if (fault instanceof Fault.Unreachable) {
      try {
        listener.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public synchronized void heal() {
    trouble = null;
    if (listener.isClosed()) {
      listener = listen(port);
    }
  }

  @Override
  public int received() {
    return received.get();
  }

  @Override
  public int effectsReceived() {
    return effectsReceived.get();
  }

  /** PostgreSQL's protocol has none, so it is an answer in another protocol. */
  @Override
  public Fault redirect() {
    return new Fault.Answers(307, Map.of("Location", "http://127.0.0.1:" + port), "");
  }

  @Override
  public int strayed() {
    return 0;
  }

  private ServerSocket listen(int onPort) {
    try {
      ServerSocket socket = new ServerSocket(onPort, 50, InetAddress.ofLiteral("127.0.0.1"));
      Thread.ofPlatform().daemon().name("postgres-proxy").start(() -> accept(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + onPort, e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofPlatform().daemon().name("postgres-proxy-call").start(() -> serve(client));
      } catch (IOException e) {
        // Closed while waiting; the loop ends.
      }
    }
  }

  private void serve(Socket accepted) {
    received.incrementAndGet();
    try (Socket client = accepted) {
      // A protocol of many small messages: each would wait for the last one's acknowledgement.
      client.setTcpNoDelay(true);
      client.setSoTimeout(PATIENCE_MILLIS);
      byte[] hello = hello(new DataInputStream(client.getInputStream()));
      Trouble met = trouble;
      try (Socket server = new Socket()) {
        server.connect(system, PATIENCE_MILLIS);
        server.setTcpNoDelay(true);
        server.setSoTimeout(PATIENCE_MILLIS);
        ProxiedSession session = new ProxiedSession(this, client, server);
        if (met != null && met.aim() == Aim.EVERYTHING && !renames(met.fault())) {
          session.spoilHello(hello, met.fault());
        } else {
          session.pass(hello);
        }
      }
    } catch (IOException e) {
      // The client sees a broken connection, which is what a proxy has to offer then.
    }
  }

  /** Its length, which counts itself, and what follows. */
  private static byte[] hello(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] rest = in.readNBytes(length - Integer.BYTES);
    return java.nio.ByteBuffer.allocate(length).putInt(length).put(rest).array();
  }

  private static boolean renames(Fault fault) {
    return fault instanceof Fault.Answers canned && canned.headers().containsKey("Name");
  }

  /** The name that the server is to call us by; null for the right one. */
  @Nullable String otherName() {
    Trouble met = trouble;
    return met != null && met.fault() instanceof Fault.Answers canned
        ? canned.headers().get("Name")
        : null;
  }

  /** The fault that a statement meets; null for none. */
  @Nullable Fault met(String statement) {
    if (statement.startsWith("ALTER ROLE") && !statement.contains(" PASSWORD ")) {
      Runnable something = beforeLock.getAndSet(null);
      if (something != null) {
        something.run();
      }
    }
    if (!changes(statement)) {
      return null;
    }
    effectsReceived.incrementAndGet();
    Trouble now = trouble;
    return now != null && now.aim() == Aim.EFFECTS ? now.fault() : null;
  }

  /** A canned answer as the client gets it. */
  static byte[] said(Fault.Answers canned) {
    String state =
        switch (canned.status()) {
          case 500 -> canned.headers().getOrDefault("SQLSTATE", "XX000");
          case 503 -> "57P01";
          default -> "";
        };
    if (state.isEmpty()) {
      return "HTTP/1.1 %d Canned\r\nContent-Length: 0\r\n\r\n"
          .formatted(canned.status())
          .getBytes(UTF_8);
    }
    byte[] fields = "SERROR\0VERROR\0C%s\0Mcanned\0\0".formatted(state).getBytes(UTF_8);
    return java.nio.ByteBuffer.allocate(1 + Integer.BYTES + fields.length + 6)
        .put((byte) 'E')
        .putInt(Integer.BYTES + fields.length)
        .put(fields)
        .put((byte) 'Z')
        .putInt(5)
        .put((byte) 'I')
        .array();
  }
}
