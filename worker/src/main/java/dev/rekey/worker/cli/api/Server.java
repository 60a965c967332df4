// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.words.SaltedSecret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The server of a home, over its HTTP API. */
public final class Server implements AutoCloseable {

  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private static final int REPEATS = 3;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Path home;
  private final ServerAddress address;
  private final Duration patience;
  private final CommandKey key;

  private Server(Path home, Duration patience, CommandKey key) {
    this.home = home;
    this.key = requireNonNull(key, "key is null");
    this.address = ServerAddress.of(home);
    this.patience = requireNonNull(patience, "patience is null");
  }

  /**
   * The server of this home. Makes no call yet.
   *
   * @param patience how long an answer may take
   * @param key of the command that asks
   * @throws NoServer if none ever ran there
   */
  public static Server of(Path home, Duration patience, CommandKey key) {
    return new Server(home, patience, key);
  }

  /** Asks for one object. */
  public <T> T get(Class<T> view, Endpoint endpoint) {
    return understood(endpoint, () -> Json.read(json(endpoint, null), view));
  }

  /** Asks for a list. */
  public <T> List<T> list(Class<T> view, Endpoint endpoint) {
    return understood(endpoint, () -> Json.readList(json(endpoint, null), view));
  }

  /** Asks for a file's bytes. */
  public byte[] bytes(Endpoint endpoint) {
    return answer(endpoint, null).body();
  }

  /** Hands something in. */
  public <T> T post(Class<T> view, Endpoint endpoint, Object body) {
    return post(view, endpoint, JSON, Json.compact(body));
  }

  /** Hands in a text of a type, for example {@code text/csv}. */
  public <T> T post(Class<T> view, Endpoint endpoint, String type, byte[] body) {
    Loopback.Body sent = new Loopback.Body(type, body, key.next());
    return understood(endpoint, () -> Json.read(json(endpoint, sent), view));
  }

  /** Hands in what was done by hand, with a value that nobody may see. */
  public <T> T post(Class<T> view, Endpoint endpoint, SignedStatement signed, SaltedSecret value) {
    byte[] body =
        value
            .salt()
            .open(salt ->
                value.value().open(bytes -> Json.bytes(HandInRequest.of(signed, salt, bytes))));
    try {
      return post(view, endpoint, JSON, body);
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  @Override
  public void close() {
    address.token().close();
  }

  private interface Call<T> {
    T answer();
  }

  private static <T> T understood(Endpoint endpoint, Call<T> call) {
    try {
      return call.answer();
    } catch (JacksonException e) {
      throw new BadAnswer(
          "the answer to %s is not understood: %s"
              .formatted(endpoint.path(), e.getOriginalMessage()),
          e);
    }
  }

  private byte[] json(Endpoint endpoint, Loopback.@Nullable Body body) {
    Loopback.Answer answer = answer(endpoint, body);
    if (!answer.type().equals(JSON)) {
      throw foreign("it answered with '%s'".formatted(answer.type()), null);
    }
    return answer.body();
  }

  /** The answer, if it is a good one. */
  private Loopback.Answer answer(Endpoint endpoint, Loopback.@Nullable Body body) {
    Loopback.Answer answer = answered(endpoint, body);
    int status = answer.status();
    if (status / 100 == 2) {
      return answer;
    }
    if (status == 401 && isOurs(answer)) {
      throw new NoServer(
          "Rekey at %s refuses the token in %s: it is another installation's, or an old one"
              .formatted(root(), home.resolve("api.json")),
          "name the home of the Rekey that runs there: --home FOLDER, or REKEY_HOME",
          null);
    }
    if (status == 401 || !answer.type().equals(PROBLEM)) {
      throw speaksTls()
          ? tls(null)
          : foreign("it answered %d with '%s'".formatted(status, answer.type()), null);
    }
    Problem problem = understood(endpoint, () -> Json.read(answer.body(), Problem.class));
    if (status == 503) {
      String next = problem.next();
      throw new NoServer(
          "Rekey at %s is %s: %s"
              .formatted(
                  root(),
                  "starting".equals(problem.title()) ? "starting" : "not ready",
                  problem.says()),
          next == null ? "wait a few seconds and try again" : next,
          null);
    }
    throw new Refused(status, problem);
  }

  /** What was handed in under the key of an earlier run that meant something else is sent anew. */
  private Loopback.Answer answered(Endpoint endpoint, Loopback.@Nullable Body body) {
    Loopback.Answer answer = sent(endpoint, body);
    if (body != null && key.isEarlier() && says(answer, "was used for another request")) {
      answer = sent(endpoint, new Loopback.Body(body.type(), body.bytes(), key.renew()));
    }
    if (body != null) {
      key.answered(answer.replayed());
    }
    return answer;
  }

  /** Sends what was handed in again if its answer was lost: under its key it is done once. */
  private Loopback.Answer sent(Endpoint endpoint, Loopback.@Nullable Body body) {
    for (int more = body == null ? 0 : REPEATS; ; more--) {
      try {
        Loopback.Answer answer = exchange(endpoint, body);
        if (more == 0 || !says(answer, "is being carried out")) {
          return answer;
        }
      } catch (SocketTimeoutException e) {
        throw new NoServer(
            "Rekey at %s did not answer within %d s".formatted(root(), patience.toSeconds()),
            "look at the output of rekey up, and try again",
            e);
      } catch (IOException e) {
        if (more == 0 || e instanceof ConnectException) {
          throw broken(e);
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean says(Loopback.Answer answer, String what) {
    return answer.status() == 409
        && new String(answer.body(), StandardCharsets.UTF_8).contains(what);
  }

  private Loopback.Answer exchange(Endpoint endpoint, Loopback.@Nullable Body body)
      throws IOException {
    URI uri = URI.create(root() + "/api/v1" + endpoint.path());
    String bearer =
        address.token().open(bytes -> "Bearer " + new String(bytes, StandardCharsets.US_ASCII));
    return Loopback.call(uri, bearer, body, patience);
  }

  private NoServer broken(IOException e) {
    if (!(e instanceof ConnectException)) {
      return speaksTls() ? tls(e) : foreign("it broke off: " + e.getMessage(), e);
    }
    return Upcoming.in(home)
        ? Upcoming.starting(home, e)
        : new NoServer(
            "Rekey has run here, but is stopped: nothing listens at " + root(), "rekey up", e);
  }

  /** Whether it is Rekey's own door that does not know the token. */
  private static boolean isOurs(Loopback.Answer answer) {
    return answer.type().equals(PROBLEM)
        && new String(answer.body(), StandardCharsets.UTF_8).contains("that of api.json");
  }

  private boolean speaksTls() {
    return TlsProbe.speaksTls(address.url());
  }

  private NoServer tls(@Nullable Throwable cause) {
    return new NoServer(
        "whatever answers at %s speaks TLS, which Rekey's API on this machine does not"
            .formatted(root()),
        "rekey up   (something else has Rekey's port; from another machine: ssh, and run rekey"
            + " there)",
        cause);
  }

  private String root() {
    return "http://" + address.url().getRawAuthority();
  }

  private NoServer foreign(String what, @Nullable Throwable cause) {
    return new NoServer(
        "another program answers at %s: %s".formatted(root(), what),
        "rekey up   (Rekey is stopped, and something else has taken its port)",
        cause);
  }
}
