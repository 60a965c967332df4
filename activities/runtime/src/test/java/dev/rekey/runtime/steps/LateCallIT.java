// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A call that is carried out long after it was sent, over the real ledger and escrow: P3. */
@Timeout(300)
class LateCallIT {

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);

  /** One rotation that is about to issue. */
  private final class Life {

    private final PlannedRotation planned;
    private final FakeSlow system;
    private final StepActivities steps;
    private final StepRequest request;

    /**
     * @param late how long after the lag and the deadline the call is carried out
     */
    Life(String credential, Duration late) {
      this.planned =
          WrittenChain.planned(Disposition.REPLACE, new CredentialId(credential), "build log");
      this.system =
          new FakeSlow(
              clock, planned.id().credential(), planned.lag().plus(FakeSlow.DEADLINE).plus(late));
      JdbcClient jdbc = database.jdbc();
      jdbc.sql("delete from scope_row").update();
      Ledger ledger = database.ledger(clock);
      database.begin(planned, ledger);
      Head head =
          ledger.write(
              planned.id().toString(),
              chain ->
                  chain.append(
                      "step",
                      Map.of(
                          "step",
                          Step.PREFLIGHT.text(),
                          "round",
                          0,
                          "result",
                          "done",
                          "facts",
                          Map.of("created", WrittenChain.CUT_OFF))));
      this.request = new StepRequest(planned.id(), Step.ISSUE, -1, 0, head);
      this.steps =
          database.steps(
              ledger,
              new EmbeddedEscrow(jdbc, new EscrowKeys(database.keys()), clock),
              system,
              clock);
    }

    /** Sends the call; nobody answers. */
    Life unanswered() {
      assertThatThrownBy(() -> steps.issue(request)).hasMessageContaining("no answer in time");
      return this;
    }

    /** Tries as Temporal would, so often and so late as each attempt asks for. */
    StepResult issue() {
      for (int attempt = 0; attempt < 20; attempt++) {
        try {
          return steps.issue(request);
        } catch (ApplicationFailure later) {
          clock.forward(requireNonNull(later.getNextRetryDelay(), "it says when"));
        }
      }
      throw new AssertionError("not issued after 20 attempts");
    }

    long strangers() {
      return database.jdbc().sql("select count(*) from scope_row").query(Long.class).single();
    }
  }

  @Test
  void whatIsMadeByACallBeforeItsDeadlineAndTheLagIsOursHoweverLate() {
    Life life = new Life("AKIALATE", Duration.ofSeconds(-10)).unanswered();

    StepResult issued = life.issue();

    assertThat(issued.outcome()).as(issued.note()).isEqualTo(new StepOutcome.Done());
    clock.forward(Duration.ofHours(1));
    assertThat(life.system.ours()).containsExactly("AKIALATE-NEW-2");
    assertThat(life.strangers()).isZero();
  }

  @Test
  void whatIsMadeAfterThatIsAStranger() {
    Life life = new Life("AKIATOOLATE", Duration.ofSeconds(10)).unanswered();
    clock.forward(Duration.ofHours(1));

    StepResult held = life.issue();

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.STRANGER));
    assertThat(held.note()).contains("AKIATOOLATE-NEW-1");
    assertThat(life.strangers()).isEqualTo(1);
  }
}
