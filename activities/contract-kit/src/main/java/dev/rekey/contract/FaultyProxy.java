// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a connector and a system that speaks HTTP/1.1 without TLS, passes requests on byte
 * by byte (a signature over them still holds), and spoils them when told to.
 *
 * <p>Each connection carries one request. What passes is not kept: it holds secrets.
 */
public final class FaultyProxy implements SpoiledWay, AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  /**
   * A request as a bench may look at it.
   *
   * @param target path and query
   * @param body byte for character (ISO 8859-1)
   */
  public record Seen(String method, String target, String body) {
    /** Without the body, which may hold a secret. */
    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  private record Trouble(Fault fault, Aim aim) {}

  private record Once(Fault fault, Predicate<Seen> request) {}

  private final InetSocketAddress system;
  private final Predicate<Seen> effects;
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger effectsReceived = new AtomicInteger();
  private final AtomicInteger strayed = new AtomicInteger();
  private final int port;
  private final List<Once> once = new CopyOnWriteArrayList<>();
  private volatile ServerSocket listener;
  private volatile @Nullable Trouble trouble;

  /**
   * Starts to listen on a free port of this machine.
   *
   * @param system {@code http://host:port} of what stands behind
   * @param effects which requests change something
   */
  public FaultyProxy(URI system, Predicate<Seen> effects) {
    this.system = new InetSocketAddress(system.getHost(), system.getPort());
    this.effects = effects;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
  }

  /** Where the connector is to call, {@code http://127.0.0.1:port}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void meet(Fault fault, Aim aim) {
    trouble = new Trouble(fault, aim);
    if (fault instanceof Fault.Unreachable) {
      close();
    }
  }

  /** The next request of that kind meets this fault, and no other one does. */
  public void meetOnce(Fault fault, Predicate<Seen> request) {
    once.add(new Once(fault, request));
  }

  /** How many of these are still to come. */
  public int pending() {
    return once.size();
  }

  /** A redirect to a path of this proxy. */
  @Override
  public Fault redirect() {
    return new Fault.Answers(307, Map.of("Location", address() + "/strayed"), "");
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

  @Override
  public int strayed() {
    return strayed.get();
  }

  private ServerSocket listen(int onPort) {
    try {
      ServerSocket socket =
          new ServerSocket(onPort, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      Thread.ofPlatform().daemon().name("faulty-proxy").start(() -> accept(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + onPort, e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofPlatform().daemon().name("faulty-proxy-call").start(() -> serve(client));
      } catch (IOException e) {
        // Closed while waiting; the loop ends.
      }
    }
  }

  private void serve(Socket accepted) {
    try (Socket client = accepted) {
      client.setSoTimeout(PATIENCE_MILLIS);
      Optional<HttpRequest> request = HttpRequest.read(client.getInputStream());
      if (request.isPresent()) {
        answer(client, request.get());
      }
    } catch (IOException e) {
      // The client sees a broken connection, which is what a proxy has to offer then.
    }
  }

  private void answer(Socket client, HttpRequest request) throws IOException {
    Seen seen = request.seen();
    boolean effect = effects.test(seen);
    received.incrementAndGet();
    if (effect) {
      effectsReceived.incrementAndGet();
    }
    if (seen.target().endsWith("/strayed")) {
      strayed.incrementAndGet();
    }
    Trouble met = trouble;
    Fault fault = met == null || (met.aim() == Aim.EFFECTS && !effect) ? null : met.fault();
    for (Once next : once) {
      if (fault == null && next.request().test(seen) && once.remove(next)) {
        fault = next.fault();
      }
    }
    if (fault == null) {
      client.getOutputStream().write(passOn(request));
    } else {
      spoil(client, request, fault);
    }
  }

  private void spoil(Socket client, HttpRequest request, Fault fault) throws IOException {
    switch (fault) {
      case Fault.CutBefore cut -> {}
      case Fault.Unreachable unreachable -> {}
      case Fault.AnswerLost lost -> passOn(request);
      case Fault.AnswerReplaced replaced -> {
        passOn(request);
        write(client.getOutputStream(), replaced.by());
      }
      case Fault.Hanging hanging -> {
        passOn(request);
        // Returns when the client gives up and closes.
        client.getInputStream().read();
      }
      case Fault.Preceded preceded -> {
        trouble = null;
        preceded.by().run();
        client.getOutputStream().write(passOn(request));
      }
      case Fault.Answers canned -> write(client.getOutputStream(), canned);
    }
  }

  private byte[] passOn(HttpRequest request) throws IOException {
    try (Socket upstream = new Socket()) {
      upstream.connect(system, PATIENCE_MILLIS);
      upstream.setSoTimeout(PATIENCE_MILLIS);
      upstream.getOutputStream().write(request.forwarded());
      return upstream.getInputStream().readAllBytes();
    }
  }

  private static void write(OutputStream out, Fault.Answers canned) throws IOException {
    byte[] body = canned.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 %d Canned\r\n".formatted(canned.status()));
    canned
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(body.length));
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
  }

  /** Stops listening. */
  @Override
  public synchronized void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close port " + port, e);
    }
  }
}
