// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.LastUsed;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens between validation and the cut where the system does not tell use. */
@Timeout(300)
class ObservedByTheClockIT {

  private static final Duration LENGTH = Pace.usual().observeFor();

  private static final Step[] REPLACED = {
    Step.PREFLIGHT, Step.ISSUE, Step.PROVE_NEW, Step.CONFIRM, Step.VALIDATE
  };

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);

  private StepResult observe(PlannedRotation planned, Step... before) {
    FakeSystem system =
        new FakeSystem(
            planned.id().lane().identity(), planned.id().credential(), WrittenChain.START);
    system.lastUsed = LastUsed.NONE;
    Ledger ledger = database.ledger(clock);
    String chain = planned.id().toString();
    Head begun =
        ledger.read(chain).isEmpty()
            ? begin(planned, ledger, before)
            : ledger.read(chain).getLast().head();
    StepActivities steps = database.steps(ledger, new FakeEscrow(), system, clock);
    return steps.observe(new StepRequest(planned.id(), Step.OBSERVE, -1, 0, begun));
  }

  private static Head begin(PlannedRotation planned, Ledger ledger, Step... before) {
    Head head = database.begin(planned, ledger);
    for (Step step : before) {
      head = ledger.write(planned.id().toString(), chain -> chain.append("step", done(step)));
    }
    return head;
  }

  private static Map<String, Object> done(Step step) {
    return Map.of("step", step.text(), "round", 0, "result", "done", "facts", Map.of());
  }

  @Test
  void theOldOneGoesOnWorkingAsLongAsThePlanSaysAfterTheNewOneIsInForce() {
    PlannedRotation planned =
        WrittenChain.planned(Disposition.REPLACE, new CredentialId("observed-1"), "");

    assertThatThrownBy(() -> observe(planned, REPLACED))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            later -> assertThat(later.getNextRetryDelay()).isEqualTo(LENGTH))
        .hasMessageContaining("consumers have until " + WrittenChain.START.plus(LENGTH));
    clock.forward(LENGTH.minusMillis(1));
    assertThatThrownBy(() -> observe(planned, REPLACED)).isInstanceOf(ApplicationFailure.class);
    clock.forward(Duration.ofMillis(1));

    StepResult result = observe(planned, REPLACED);
    assertThat(result.outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(result.note()).contains("does not tell use", LENGTH.toString());
  }

  @Test
  void whatNothingTakesThePlaceOfIsNotWaitedFor() {
    PlannedRotation retired =
        WrittenChain.planned(Disposition.RETIRE, new CredentialId("observed-2"), "");

    assertThat(observe(retired, Step.PREFLIGHT).outcome()).isEqualTo(new StepOutcome.Done());
  }
}
