// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.evidence.Digest;
import dev.rekey.runtime.answers.Claim;
import dev.rekey.runtime.answers.KeptAnswer;
import dev.rekey.runtime.answers.KeptAnswers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a request that is sent again under the same {@code Idempotency-Key} as it did the first
 * time, so that one whose answer was lost can be repeated without a thought. What was not final (a
 * store that was away) is carried out anew.
 */
@Order(1)
final class Repeats extends OncePerRequestFilter {

  static final String HEADER = "Idempotency-Key";

  private static final Logger LOG = LoggerFactory.getLogger(Repeats.class);

  /** What is shown to one person once is not kept to be shown again. */
  private static final Pattern REVEAL =
      Pattern.compile(TasksController.REVEAL.replace("{id}", "[^/]+"));

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{16,100}");

  /** Somewhat more than the longest list that intake takes. */
  private static final int LARGEST = 80 << 20;

  private final KeptAnswers answers;
  private final HandlerExceptionResolver problems;

  Repeats(
      KeptAnswers answers,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    this.answers = answers;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || request.getHeader(HEADER) == null
        || REVEAL.matcher(request.getRequestURI()).matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    try {
      String key = key(request, body);
      switch (answers.claim(key, digest(request, body))) {
        case Claim.New() -> carryOut(key, new ReadRequest(request, body), response, chain);
        case Claim.Answered(KeptAnswer answer) -> send(response, answer);
        case Claim.Busy() ->
            throw new Refused(
                409,
                "this request is being carried out",
                List.of(),
                "wait a second and send it again, with the same key");
        case Claim.Taken() ->
            throw new Refused(
                409,
                "%s '%s' was used for another request".formatted(HEADER, key),
                List.of(),
                "use a new key for each request, and the same one only to repeat it");
      }
    } catch (Refused | DataAccessException refused) {
      problems.resolveException(request, response, null, refused);
    } finally {
      // It may be what a person handed in.
      Arrays.fill(body, (byte) 0);
    }
  }

  private static String key(HttpServletRequest request, byte[] body) {
    String key = String.valueOf(request.getHeader(HEADER));
    if (!KEY.matcher(key).matches()) {
      throw new Refused(
          400,
          "%s (expected: 16 to 100 of letters, digits, '.', '_', ':' and '-')".formatted(HEADER),
          List.of(),
          "use a random one, for example a UUID");
    }
    if (body.length > LARGEST) {
      throw new Refused(
          413,
          "more than %,d bytes".formatted(LARGEST),
          List.of(),
          "take the list in in several parts");
    }
    return key;
  }

  private static Digest digest(HttpServletRequest request, byte[] body) {
    String head =
        request.getRequestURI()
            + "?"
            + Objects.requireNonNullElse(request.getQueryString(), "")
            + "\n"
            + request.getContentType()
            + "\n";
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    whole.writeBytes(Digest.of(body).value().getBytes(StandardCharsets.UTF_8));
    return Digest.of(whole.toByteArray());
  }

  private void carryOut(
      String key, ReadRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper seen = new ContentCachingResponseWrapper(response);
    boolean kept = false;
    try {
      chain.doFilter(request, seen);
      int status = seen.getStatus();
      if (status / 100 == 2 || status / 100 == 4) {
        kept =
            keep(key, new KeptAnswer(status, seen.getContentType(), seen.getContentAsByteArray()));
      }
    } finally {
      if (!kept) {
        answers.giveUp(key);
      }
    }
    seen.copyBodyToResponse();
  }

  /** What was done is done, whether its answer can be kept or not. */
  private boolean keep(String key, KeptAnswer answer) {
    try {
      answers.keep(key, answer);
    } catch (DataAccessException away) {
      LOG.warn("an answer could not be kept: {}", away.toString());
    }
    return true;
  }

  private static void send(HttpServletResponse response, KeptAnswer answer) throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Idempotency-Replayed", "true");
    if (answer.type() != null) {
      response.setContentType(answer.type());
    }
    response.getOutputStream().write(answer.body());
  }
}
