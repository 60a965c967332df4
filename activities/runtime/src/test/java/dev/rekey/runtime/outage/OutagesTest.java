// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.Header;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that is away is something to wait for, and its statements stay with it. */
@Timeout(60)
class OutagesTest {

  private static final String SQL = "select value from escrow where holder = 'svc-billing'";

  /** An activity that does this. */
  private static final class Doing extends ActivityInboundCallsInterceptorBase {

    private final Runnable work;

    @SuppressWarnings("NullAway") // There is no next one.
    Doing(Runnable work) {
      super(null);
      this.work = work;
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      work.run();
      return new ActivityOutput("done");
    }
  }

  private static @Nullable Throwable thrownBy(Runnable work) {
    return catchThrowable(() -> outputOf(work));
  }

  private static @Nullable Object outputOf(Runnable work) {
    ActivityInboundCallsInterceptor guarded = new Outages().interceptActivity(new Doing(work));
    return guarded
        .execute(new ActivityInboundCallsInterceptor.ActivityInput(Header.empty(), new Object[] {}))
        .getResult();
  }

  private static ApplicationFailure failureOf(Runnable work) {
    if (!(thrownBy(work) instanceof ApplicationFailure failure)) {
      throw new AssertionError("not a failure as Temporal knows it", thrownBy(work));
    }
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getCause()).isNull();
    assertThat(failure.toString()).doesNotContain("escrow").doesNotContain("svc-billing");
    return failure;
  }

  private static DriverManagerDataSource absent() throws IOException {
    try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new DriverManagerDataSource(
          "jdbc:postgresql://127.0.0.1:%d/rekey".formatted(closedSoon.getLocalPort()));
    }
  }

  private static void throwing(RuntimeException thrown) {
    throw thrown;
  }

  private static RuntimeException translated(String state) {
    SQLException said = new SQLException("said: " + SQL, state);
    RuntimeException known = new SQLStateSQLExceptionTranslator().translate("reading", SQL, said);
    return known == null ? new UncategorizedSQLException("reading", SQL, said) : known;
  }

  @Test
  void aQueryOfADatabaseThatIsAwayIsRetriedAndHeldAsUnreachable() throws IOException {
    JdbcClient jdbc = JdbcClient.create(absent());

    ApplicationFailure failure = failureOf(() -> jdbc.sql(SQL).query(String.class).list());

    assertThat(failure.getType()).isEqualTo("unreachable");
    assertThat(failure.getOriginalMessage())
        .isEqualTo("Rekey's database does not answer (SQLSTATE 08001); it is tried again");
    assertThat(failure.getNextRetryDelay()).isPositive();
  }

  @Test
  void soIsATransactionThatCannotBegin() throws IOException {
    TransactionTemplate transactions =
        new TransactionTemplate(new DataSourceTransactionManager(absent()));

    assertThat(failureOf(() -> transactions.executeWithoutResult(_ -> {})).getType())
        .isEqualTo("unreachable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08003", "57P01", "57P03", "53300", "58030", "40001", "40P01"})
  void soIsAQueryThatIsCutOff(String state) {
    assertThat(failureOf(() -> throwing(translated(state))).getType()).isEqualTo("unreachable");
  }

  @Test
  void soIsACommitThatGotNoAnswerAndAPoolThatHasNothingToGive() {
    for (RuntimeException thrown :
        List.of(
            new TransactionSystemException(SQL),
            new IllegalStateException(SQL, new SQLTransientConnectionException(SQL)))) {
      assertThat(failureOf(() -> throwing(thrown)).getType()).isEqualTo("unreachable");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"42P01", "23505", "22001", "28P01"})
  void aRefusedStatementIsAFaultAndNamesItsStateAlone(String state) {
    ApplicationFailure failure = failureOf(() -> throwing(translated(state)));

    assertThat(failure.getType()).isEqualTo("fault");
    assertThat(failure.getOriginalMessage()).contains("SQLSTATE " + state);
  }

  @Test
  void everythingElseGoesThroughAsItIs() {
    RuntimeException other = new IllegalStateException("not of a database");

    assertThat(thrownBy(() -> throwing(other))).isSameAs(other);
    assertThat(outputOf(() -> {})).isEqualTo("done");
  }
}
