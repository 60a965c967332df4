// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.byhand;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import dev.rekey.sandbox.loopback.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A help desk as a service. {@code GET /me} tells a bearer of a token whom it speaks for; making
 * and ending tokens is for people in its admin console, which here are two methods.
 */
public final class Helpdesk implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int VALUE_BYTES = 24;
  private static final String BEARER = "Bearer ";

  private final LoopbackServer server;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** A token as it is kept: by its digest. */
  @SuppressWarnings("ArrayRecordComponent") // compared in constant time, never as a record
  private record Entry(String agent, byte[] digest) {}

  private Helpdesk() throws IOException {
    server = LoopbackServer.start("helpdesk", this::serve);
  }

  /** Starts one without tokens. */
  public static Helpdesk start() throws IOException {
    return new Helpdesk();
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI address() {
    return server.address();
  }

  /** Admin console: makes a token that speaks for that agent. */
  public synchronized HelpdeskToken make(String agent) {
    byte[] bytes = new byte[VALUE_BYTES];
    random.nextBytes(bytes);
    byte[] value = ("hd_" + HexFormat.of().formatHex(bytes)).getBytes(US_ASCII);
    String id = "hd-%d".formatted(entries.size() + 1);
    entries.put(id, new Entry(agent, digest(value)));
    return new HelpdeskToken(id, value);
  }

  /** Admin console: ends a token. */
  public synchronized void end(String id) {
    // Its number is not given to another one.
    entries.replace(id, new Entry("", new byte[0]));
  }

  private synchronized Optional<String> agent(byte[] value) {
    byte[] digest = digest(value);
    return entries.values().stream()
        .filter(entry -> MessageDigest.isEqual(entry.digest(), digest))
        .map(Entry::agent)
        .findFirst();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Optional<String> agent =
        header == null || !header.startsWith(BEARER)
            ? Optional.empty()
            : agent(header.substring(BEARER.length()).getBytes(US_ASCII));
    LoopbackServer.respond(
        exchange,
        agent.isPresent() ? OK : UNAUTHORIZED,
        agent.orElse("unknown token").getBytes(US_ASCII));
  }

  private static byte[] digest(byte[] value) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
