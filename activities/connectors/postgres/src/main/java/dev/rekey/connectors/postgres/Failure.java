// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A call that did not go through, reduced to what may be told about it: PostgreSQL's texts name
 * roles and may quote statements, and are never passed on.
 */
sealed interface Failure {

  /** How long to wait where nobody says. */
  Duration PAUSE = Duration.ofSeconds(5);

  /** The server answered with this SQLSTATE. */
  record Answered(String state) implements Failure {}

  /** No answer of a server that can be read. */
  record Lost(String why) implements Failure {}

  Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

  /** Reads what the driver threw; it throws its own errors in the same form as the server's. */
  static Failure of(SQLException thrown) {
    if (thrown instanceof PSQLException said) {
      ServerErrorMessage message = said.getServerErrorMessage();
      String state = message == null ? null : message.getSQLState();
      if (state != null && STATE.matcher(state).matches()) {
        return new Answered(state);
      }
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new Lost("no answer that can be read (%s)".formatted(root.getClass().getSimpleName()));
  }

  /**
   * What this failure means for a call.
   *
   * @param what the statement and its target, for example {@code ALTER ROLE for 'billing'}
   */
  default <T> Outcome<T> outcome(String what, Effect effect) {
    return switch (this) {
      case Lost(String why) -> lost(what + ": " + why, effect);
      case Answered(String state) -> {
        String said = "%s: PostgreSQL answered %s".formatted(what, state);
        yield switch (Meaning.of(state)) {
          case NOT_FOUND -> new Rejected<>(Rejection.NOT_FOUND, said);
          case FORBIDDEN -> new Rejected<>(Rejection.FORBIDDEN, said);
          case INVALID -> new Rejected<>(Rejection.INVALID, said);
          case LATER -> new Throttled<>(PAUSE, said);
          case BROKEN -> lost(said, effect);
        };
      }
    };
  }

  private static <T> Outcome<T> lost(String message, Effect effect) {
    return switch (effect) {
      case NONE -> new Throttled<>(PAUSE, message);
      case POSSIBLE -> new Unknown<>(message);
    };
  }
}
