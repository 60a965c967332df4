// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rekey.connectors.openbao.Wire.Reply;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Undecided;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.core.JacksonException;

/** Requests without Rekey's own token, as a probe makes them: once, and judged by their answer. */
final class BareCalls implements AutoCloseable {

  /** Line feeds that a list or a file added would get a living value refused. */
  private static final Pattern PLAUSIBLE = Pattern.compile("[!-~]{1,8192}");

  private final OpenBaoSettings settings;
  private final SystemTools tools;
  private final Wire wire;

  BareCalls(OpenBaoSettings settings, SystemTools tools) {
    this.settings = settings;
    this.tools = tools;
    this.wire = new Wire(settings.timeout());
  }

  /** Whether a text can be a value at all. */
  static boolean plausible(byte[] value) {
    return PLAUSIBLE.matcher(new String(value, ISO_8859_1)).matches();
  }

  /** A request to a path that is not prepared any further. */
  Request.Builder request(String path) {
    HttpUrl url = settings.address().newBuilder().addPathSegments("v1/" + path).build();
    Request.Builder request = new Request.Builder().url(url).header("X-Vault-Request", "true");
    settings.namespace().ifPresent(name -> request.header("X-Vault-Namespace", name));
    return request;
  }

  /**
   * Sends one request if the budget grants it.
   *
   * @param judge sees 2xx, 400, 403 only; what it cannot read is undecided
   */
  Verdict tried(Request.Builder request, Function<Reply.Answered, Verdict> judge) {
    Optional<Duration> wait = tools.budget().take();
    if (wait.isPresent()) {
      return new Undecided("not tried: the system's own budget is used up", wait.get());
    }
    return switch (wire.send(request)) {
      case Reply.NotSent(String why) -> new Undecided(why, Calls.PAUSE);
      case Reply.Lost(String why) -> new Undecided(why, Calls.PAUSE);
      case Reply.Answered answered -> {
        try {
          yield judged(answered, judge);
        } finally {
          Arrays.fill(answered.body(), (byte) 0);
        }
      }
    };
  }

  private static Verdict judged(Reply.Answered answered, Function<Reply.Answered, Verdict> judge) {
    try {
      return switch (answered.status()) {
        case 200, 400, 403 -> judge.apply(answered);
        default -> undecided(answered, "");
      };
    } catch (JacksonException e) {
      return undecided(answered, " and no JSON; is it OpenBao that answers?");
    } catch (Calls.UnexpectedAnswer e) {
      return undecided(answered, " without " + e.getMessage());
    }
  }

  /** What an answer that proves nothing is told as. */
  static Undecided undecided(Reply.Answered answered, String more) {
    return new Undecided(
        "OpenBao answered %d%s".formatted(answered.status(), more),
        answered.retryAfter().orElse(Calls.PAUSE));
  }

  /** Whether the answer is exactly this error, and nothing beside. */
  static boolean says(Reply.Answered answered, String error) {
    return new String(answered.body(), ISO_8859_1)
        .strip()
        .equals("{\"errors\":[\"%s\"]}".formatted(error));
  }

  /**
   * Ends a token by itself. It is charged to the budget, but not kept waiting by it: the token is
   * of our making, and each moment that it lives is our fault.
   *
   * @return whether it surely lives no more
   */
  boolean ended(String token) {
    tools.budget().take();
    Request.Builder request =
        request("auth/token/revoke-self")
            .header("X-Vault-Token", token)
            .post(RequestBody.create(new byte[0], null));
    return wire.send(request) instanceof Reply.Answered answered
        && answered.status() == 204
        && answered.body().length == 0;
  }

  @Override
  public void close() {
    wire.close();
  }
}
