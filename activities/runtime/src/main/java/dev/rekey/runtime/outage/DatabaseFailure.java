// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.outage;

import dev.rekey.engine.life.HeldReason;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * That the database was away, or refused a statement; without a word of the statement or of what it
 * was about, for both may carry what must not leave the database.
 *
 * @param away whether trying again later is all that is needed
 * @param state the five characters by which SQL names errors; {@code none} if there are none
 */
record DatabaseFailure(boolean away, String state) {

  /** A database that is back is used again within moments. */
  private static final Duration TRY_AGAIN = Duration.ofSeconds(3);

  /** Connection lost, out of resources, deadlock or serialization, shut down, system error. */
  private static final Set<String> AWAY = Set.of("08", "53", "40", "57", "58");

  /** What the database did, if anything in this chain of causes comes from it. */
  static Optional<DatabaseFailure> in(Throwable thrown) {
    boolean found = false;
    boolean away = false;
    String state = "none";
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        found = true;
        away |= isAway(sql);
        state = sql.getSQLState() == null ? state : sql.getSQLState();
      }
      if (at instanceof DataAccessException || at instanceof TransactionException) {
        found = true;
        away |= isAway(at);
      }
    }
    return found ? Optional.of(new DatabaseFailure(away, state)) : Optional.empty();
  }

  /** Retried, and held under its type when patience ends: a database away heals by itself. */
  ApplicationFailure toTemporal() {
    return away
        ? ApplicationFailure.newBuilder()
            .setMessage(sentence())
            .setType(HeldReason.UNREACHABLE.text())
            .setNextRetryDelay(TRY_AGAIN)
            .setCategory(ApplicationErrorCategory.BENIGN)
            .build()
        : ApplicationFailure.newFailure(sentence(), HeldReason.FAULT.text());
  }

  String sentence() {
    return away
        ? "Rekey's database does not answer (SQLSTATE %s); it is tried again".formatted(state)
        : "Rekey's database refused a statement (SQLSTATE %s); the server's log has it"
            .formatted(state);
  }

  private static boolean isAway(Throwable thrown) {
    return thrown instanceof DataAccessResourceFailureException
        || thrown instanceof TransientDataAccessException
        || thrown instanceof RecoverableDataAccessException
        || thrown instanceof CannotCreateTransactionException
        || thrown instanceof TransactionSystemException;
  }

  private static boolean isAway(SQLException thrown) {
    @Nullable String state = thrown.getSQLState();
    return thrown instanceof SQLTransientException
        || thrown instanceof SQLRecoverableException
        || thrown instanceof SQLNonTransientConnectionException
        || (state != null && state.length() == 5 && AWAY.contains(state.substring(0, 2)));
  }
}
