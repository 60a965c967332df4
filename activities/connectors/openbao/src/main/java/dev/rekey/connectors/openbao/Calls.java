// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rekey.connectors.openbao.Wire.Reply;
import dev.rekey.documents.JsonScan;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;

/**
 * Calls with Rekey's own token: each one charged to the budget, made once, and answered by an
 * outcome whatever happens. The server's texts name paths and policies and are never passed on.
 */
final class Calls implements AutoCloseable {

  /** How long to wait where the server does not say. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final JsonPointer KEYS = JsonPointer.compile("/data/keys");

  private final OpenBaoSettings settings;
  private final SystemTools tools;
  private final OwnToken ownToken;
  private final Wire wire;

  Calls(OpenBaoSettings settings, SystemTools tools) {
    this.settings = settings;
    this.tools = tools;
    this.ownToken = new OwnToken(settings, tools);
    this.wire = new Wire(settings.timeout());
  }

  /** How long the server may take over what takes a few calls, one of them an issue. */
  Duration deadline() {
    return settings.timeout().multipliedBy(4);
  }

  /** Reads the body of a success; the body is wiped afterwards. */
  @FunctionalInterface
  interface Reader<T> {
    /**
     * @throws JacksonException if it is no JSON
     * @throws UnexpectedAnswer if it is other JSON than the server's
     */
    T read(byte[] body);
  }

  /** The answer is a success but not of the form that the server's interface has. */
  static final class UnexpectedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedAnswer(String expected) {
      super(expected);
    }
  }

  /** Asks; nothing changes. */
  <T> Outcome<T> get(String what, List<String> path, Optional<Long> version, Reader<T> reader) {
    HttpUrl.Builder url = url(path);
    version.ifPresent(number -> url.addQueryParameter("version", Long.toString(number)));
    return call(
        what,
        Effect.NONE,
        new Request.Builder().url(url.build()),
        reader,
        refused -> Optional.empty());
  }

  /**
   * The keys under a path. None only if the server itself says so: a gateway's 404 is no empty
   * list.
   */
  Outcome<List<String>> list(String what, List<String> path) {
    HttpUrl url = url(path).addQueryParameter("list", "true").build();
    return call(
        what,
        Effect.NONE,
        new Request.Builder().url(url),
        Calls::keys,
        answered ->
            answered.status() == 404 && said(answered).strip().equals("{\"errors\":[]}")
                ? Optional.of(List.of())
                : Optional.empty());
  }

  private static List<String> keys(byte[] answer) {
    List<String> keys = JsonScan.list(answer, KEYS);
    if (keys.isEmpty()) {
      throw new UnexpectedAnswer("at least one key");
    }
    return keys;
  }

  /** Looks up what an accessor stands for; empty if the server says that it stands for nothing. */
  <T> Outcome<Optional<T>> find(String what, List<String> path, byte[] body, Reader<T> reader) {
    return call(
        what,
        Effect.NONE,
        new Request.Builder().url(url(path).build()).post(RequestBody.create(body, null)),
        answer -> Optional.of(reader.read(answer)),
        answered ->
            answered.status() < 500
                    && (mentions(answered, "invalid accessor")
                        || mentions(answered, "failed to find accessor entry"))
                ? Optional.of(Optional.empty())
                : Optional.empty());
  }

  /** Sends a body, which stays the caller's to wipe. */
  <T> Outcome<T> post(
      String what, Effect effect, List<String> path, byte[] body, Reader<T> reader) {
    Request.Builder request =
        new Request.Builder().url(url(path).build()).post(RequestBody.create(body, null));
    return call(what, effect, request, reader, refused -> Optional.empty());
  }

  /** Success is an empty answer; a page in its place is somebody else's. */
  static <T> Reader<T> silence(T then) {
    return answer -> {
      if (answer.length > 0) {
        throw new UnexpectedAnswer("an empty one");
      }
      return then;
    };
  }

  private HttpUrl.Builder url(List<String> path) {
    HttpUrl.Builder url = settings.address().newBuilder().addPathSegment("v1");
    path.forEach(url::addPathSegment);
    return url;
  }

  private <T> Outcome<T> call(
      String what,
      Effect effect,
      Request.Builder request,
      Reader<T> reader,
      Function<Reply.Answered, Optional<T>> nothing) {
    return ownToken.use(token -> {
      Optional<Duration> wait = tools.budget().take();
      if (wait.isPresent()) {
        return new Throttled<>(
            wait.get(), what + ": not called, the system's own budget is used up for now");
      }
      request.header("X-Vault-Token", token).header("X-Vault-Request", "true");
      settings.namespace().ifPresent(name -> request.header("X-Vault-Namespace", name));
      String said = "system %s: %s".formatted(settings.system(), what);
      return switch (wire.send(request)) {
        case Reply.NotSent(String why) ->
            new Throttled<>(PAUSE, "%s: OpenBao at %s: %s".formatted(said, address(), why));
        case Reply.Lost(String why) -> lost(said + ": " + why, PAUSE, effect);
        case Reply.Answered answered -> {
          try {
            Optional<T> none = nothing.apply(answered);
            yield none.isPresent() && !succeeded(answered)
                ? new Done<>(none.get())
                : read(answered, said, effect, reader);
          } finally {
            Arrays.fill(answered.body(), (byte) 0);
          }
        }
      };
    });
  }

  private <T> Outcome<T> read(
      Reply.Answered answered, String said, Effect effect, Reader<T> reader) {
    if (!succeeded(answered)) {
      return refusal(answered, said, effect);
    }
    try {
      return new Done<>(reader.read(answered.body()));
    } catch (JacksonException e) {
      return lost(said + ": the answer is no JSON; is it OpenBao that answers?", PAUSE, effect);
    } catch (UnexpectedAnswer e) {
      return lost(
          said + ": the answer has another form (expected: %s)".formatted(e.getMessage()),
          PAUSE,
          effect);
    }
  }

  private static boolean succeeded(Reply.Answered answered) {
    return answered.status() >= 200 && answered.status() <= 299;
  }

  private <T> Outcome<T> refusal(Reply.Answered answered, String said, Effect effect) {
    String message = "%s: OpenBao answered %d".formatted(said, answered.status());
    Duration after = answered.retryAfter().orElse(PAUSE);
    return switch (answered.status()) {
      case 400 -> badRequest(answered, message, after);
      case 401, 403 -> new Rejected<>(Rejection.FORBIDDEN, message);
      case 404 -> new Rejected<>(Rejection.NOT_FOUND, message);
      case 412, 429 -> new Throttled<>(after, message);
      case 503 ->
          mentions(answered, "sealed")
              ? new Throttled<>(
                  after,
                  "%s: OpenBao at %s is sealed; unseal it (bao operator unseal)"
                      .formatted(said, address()))
              : lost(message, after, effect);
      case 301, 302, 303, 307, 308 ->
          new Throttled<>(
              after,
              message
                  + ": it names another address, which is not followed; give the active node's own"
                  + " address, or one that forwards");
      default ->
          answered.status() >= 500 || answered.status() == 408
              ? lost(message, after, effect)
              : new Rejected<>(Rejection.INVALID, message);
    };
  }

  private static <T> Outcome<T> badRequest(
      Reply.Answered answered, String message, Duration after) {
    if (mentions(answered, "check-and-set")) {
      return new Rejected<>(Rejection.CONFLICT, message + ": the version is another than expected");
    }
    // A KV engine answers this for a moment after it was mounted or the server was unsealed.
    return mentions(answered, "Upgrading from non-versioned")
        ? new Throttled<>(after, message + ": the KV engine is getting ready")
        : new Rejected<>(Rejection.INVALID, message);
  }

  /** Errors are {@code {"errors": ["…"]}}; their texts are looked at and not shown. */
  private static boolean mentions(Reply.Answered answered, String word) {
    return said(answered).contains(word);
  }

  private static String said(Reply.Answered answered) {
    return new String(answered.body(), ISO_8859_1);
  }

  private static <T> Outcome<T> lost(String message, Duration after, Effect effect) {
    return switch (effect) {
      case NONE -> new Throttled<>(after, message);
      case POSSIBLE -> new Unknown<>(message);
    };
  }

  private String address() {
    return settings.address().host() + ":" + settings.address().port();
  }

  @Override
  public void close() {
    wire.close();
  }
}
