// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import java.io.EOFException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

@Timeout(60)
class FailureTest {

  private static final String TEXT = "role \"billing\" may not see the light";

  @ParameterizedTest
  @CsvSource({
    "08006, Throttled, Unknown, lost connection",
    "08P01, Throttled, Unknown, protocol violation",
    "22023, INVALID, INVALID, invalid parameter",
    "25006, INVALID, INVALID, read only: a standby",
    "28000, FORBIDDEN, FORBIDDEN, no line in pg_hba.conf",
    "28P01, FORBIDDEN, FORBIDDEN, our password is refused",
    "0LP01, FORBIDDEN, FORBIDDEN, invalid grant operation",
    "3D000, INVALID, INVALID, no such database",
    "40001, Throttled, Throttled, serialization failure",
    "40003, Throttled, Unknown, completion unknown",
    "40P01, Throttled, Throttled, deadlock",
    "42501, FORBIDDEN, FORBIDDEN, right is missing",
    "42601, INVALID, INVALID, syntax error",
    "42704, NOT_FOUND, NOT_FOUND, no such role",
    "53100, Throttled, Throttled, disk full",
    "53300, Throttled, Throttled, too many connections",
    "55006, Throttled, Throttled, object in use",
    "55P03, Throttled, Throttled, lock not available",
    "57014, Throttled, Throttled, cancelled",
    "57P01, Throttled, Unknown, shut down",
    "57P02, Throttled, Unknown, crash",
    "57P03, Throttled, Throttled, starting up",
    "58030, Throttled, Unknown, input or output failed",
    "F0000, Throttled, Unknown, configuration file",
    "XX000, Throttled, Unknown, internal error",
    "XX001, Throttled, Unknown, data corrupted",
    "P0001, INVALID, INVALID, raised by somebody's trigger",
  })
  void eachAnswerMeansOneThingBeforeTheCommitAndOneOnIt(
      String state, String asking, String committing) {
    Failure failure = Failure.of(answered(state));

    assertThat(named(failure.outcome("x", Effect.NONE))).isEqualTo(asking);
    assertThat(named(failure.outcome("x", Effect.POSSIBLE))).isEqualTo(committing);
    assertThat(failure.outcome("x", Effect.POSSIBLE).toString())
        .contains(state)
        .doesNotContain("billing");
  }

  @Test
  void whatTheDriverSaysByItselfIsNoAnswerOfTheServer() {
    PSQLException own = new PSQLException("made up", PSQLState.INVALID_PASSWORD);

    assertThat(Failure.of(own)).isInstanceOf(Failure.Lost.class);
    assertThat(named(Failure.of(own).outcome("x", Effect.POSSIBLE))).isEqualTo("Unknown");
  }

  @Test
  void aBrokenConnectionIsTellableByItsRootAlone() {
    SQLException broken = new SQLException(TEXT, "08006", new EOFException(TEXT));

    assertThat(Failure.of(broken))
        .isEqualTo(new Failure.Lost("no answer that can be read (EOFException)"));
  }

  private static PSQLException answered(String state) {
    return new PSQLException(
        new ServerErrorMessage("SERROR\0VERROR\0C%s\0M%s\0".formatted(state, TEXT)));
  }

  private static String named(Outcome<Object> outcome) {
    return outcome instanceof Rejected<Object>(Rejection why, String message)
        ? why.name()
        : outcome.getClass().getSimpleName();
  }
}
