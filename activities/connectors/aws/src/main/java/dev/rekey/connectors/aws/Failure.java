// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A call that did not go through, reduced to what may be told about it: AWS's texts name keys and
 * users and are never passed on.
 */
sealed interface Failure {

  /** How long to wait where AWS does not say. */
  Duration PAUSE = Duration.ofSeconds(5);

  /**
   * AWS answered with an error.
   *
   * @param code AWS's error code, {@code -} if there is none that can be read
   * @param requestId the id under which AWS's support finds the call, {@code -} if there is none
   */
  record Answered(int status, String code, String requestId, Optional<Duration> retryAfter)
      implements Failure {

    /** {@code 409 LimitExceeded}; the status alone where there is no code. */
    String signature() {
      return code.equals("-") ? Integer.toString(status) : status + " " + code;
    }
  }

  /** Nothing was sent. */
  record NotSent(String why) implements Failure {}

  /** Something was sent and no answer can be read. */
  record Lost(String why) implements Failure {}

  Pattern TELLABLE = Pattern.compile("[A-Za-z0-9.:_-]{1,80}");

  /** Reads what the SDK threw. */
  static Failure of(RuntimeException thrown) {
    if (thrown instanceof AwsServiceException answered) {
      var details = answered.awsErrorDetails();
      return new Answered(
          answered.statusCode(),
          tellable(details == null ? null : details.errorCode()),
          tellable(answered.requestId()),
          retryAfter(answered));
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotSentException notSent) {
        return new NotSent(String.valueOf(notSent.getMessage()));
      }
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new Lost("no answer that can be read (%s)".formatted(root.getClass().getSimpleName()));
  }

  private static String tellable(@Nullable String text) {
    return text != null && TELLABLE.matcher(text).matches() ? text : "-";
  }

  private static Optional<Duration> retryAfter(AwsServiceException answered) {
    var details = answered.awsErrorDetails();
    if (details == null || details.sdkHttpResponse() == null) {
      return Optional.empty();
    }
    return details
        .sdkHttpResponse()
        .firstMatchingHeader("Retry-After")
        .filter(value -> value.matches("[1-9][0-9]{0,3}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  /**
   * What this failure means for a call.
   *
   * @param what the call and its target, for example {@code iam:CreateAccessKey for 'billing'}
   */
  default <T> Outcome<T> outcome(String what, Effect effect) {
    return switch (this) {
      case NotSent(String why) -> new Throttled<>(PAUSE, what + ": " + why);
      case Lost(String why) -> lost(what + ": " + why, PAUSE, effect);
      case Answered answered -> answered(answered, what, effect);
    };
  }

  private static <T> Outcome<T> answered(Answered answer, String what, Effect effect) {
    String said = "%s: AWS answered %s".formatted(what, answer.signature());
    Duration after = answer.retryAfter().orElse(PAUSE);
    String message =
        answer.requestId().equals("-") ? said : said + " (request " + answer.requestId() + ")";
    return switch (Meaning.of(answer.status(), answer.code())) {
      case SLOTS_FULL -> new Rejected<>(Rejection.SLOTS_FULL, message);
      case NOT_FOUND -> new Rejected<>(Rejection.NOT_FOUND, message);
      case FORBIDDEN -> new Rejected<>(Rejection.FORBIDDEN, message);
      case INVALID -> new Rejected<>(Rejection.INVALID, message);
      case SKEWED ->
          new Rejected<>(
              Rejection.FORBIDDEN,
              message + "; Rekey's own secret is wrong, or this machine's clock is off");
      case LATER -> new Throttled<>(after, message);
      case BROKEN -> lost(message, after, effect);
    };
  }

  private static <T> Outcome<T> lost(String message, Duration after, Effect effect) {
    return switch (effect) {
      case NONE -> new Throttled<>(after, message);
      case POSSIBLE -> new Unknown<>(message);
    };
  }

  /** What this failure says about the key that was tried: only one answer is proof. */
  default Verdict verdict() {
    return switch (this) {
      case NotSent(String why) -> new Verdict.Undecided(why, PAUSE);
      case Lost(String why) -> new Verdict.Undecided(why, PAUSE);
      case Answered answer ->
          answer.status() == 403 && answer.code().equals("InvalidClientTokenId")
              ? new Verdict.Refused(answer.signature())
              : new Verdict.Undecided(
                  "AWS answered " + answer.signature(), answer.retryAfter().orElse(PAUSE));
    };
  }
}
