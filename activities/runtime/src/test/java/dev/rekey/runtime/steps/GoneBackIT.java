// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.LastUsed;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the way back the new one is withdrawn from nobody who still uses it. */
@Timeout(300)
class GoneBackIT {

  private static final Duration QUIET = Pace.usual().backFor();
  private static final String PLACE = "bao-prod:secret/apps/billing#id=/aws/id";

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  /** One that was delivered and rolled back, up to its withdrawal. */
  private static final class Life {

    final SteppedClock clock = new SteppedClock(WrittenChain.START);
    final FakeSwitch system;
    private final CredentialId fresh;
    private final WrittenLife life;
    private final StepActivities steps;

    Life(String credential) {
      PlannedRotation planned =
          WrittenChain.planned(Disposition.REPLACE, new CredentialId(credential), "");
      fresh = new CredentialId("new-" + credential);
      system = new FakeSwitch(planned.id().lane().identity(), planned.id().credential());
      Ledger ledger = database.ledger(clock);
      database.begin(planned, ledger);
      life = new WrittenLife(ledger, planned);
      life.done(Step.PREFLIGHT, 0)
          .effect("issue", "billing", Map.of("credential", fresh.value()))
          .done(Step.ISSUE, 0)
          .done(Step.PROVE_NEW, 0)
          .effect("write", PLACE, Map.of())
          .done(Step.DELIVER, 0)
          .done(Step.CONFIRM, 0)
          .done(Step.VALIDATE, 0)
          .done(Step.OBSERVE, 0)
          .write(
              "step",
              Map.of("step", "disable", "round", 0, "result", "blocked", "reason", "paused"))
          .write("decision", WrittenChain.decision(planned, "roll-back", "olga"))
          .done(Step.ENABLE, 2)
          .done(Step.RESTORE, 2)
          .write("place", Map.of("step", "withdraw", "round", 2, "at", 0, "result", "done"));
      steps = database.steps(ledger, new FakeEscrow(), system, clock);
      system.fresh = new ListedCredential(fresh, null, true, null);
    }

    void used(Instant at) {
      system.freshUsed = at;
    }

    StepResult withdraw() {
      return steps.withdraw(life.request(Step.WITHDRAW, 2));
    }

    void waits(Duration until) {
      assertThatThrownBy(this::withdraw)
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              later -> assertThat(later.getNextRetryDelay()).isEqualTo(until))
          .hasMessageContaining("to go back from new-");
    }

    String recorded() {
      return life.entries().stream()
          .filter(entry -> entry.type().equals("unused"))
          .map(entry -> String.valueOf(entry.body().get("unused")))
          .reduce("", String::concat);
    }
  }

  @Test
  void itIsWithdrawnOnceNobodyUsesItAnyMore() {
    Life life = new Life("quiet");
    life.waits(QUIET);
    life.clock.forward(QUIET.minusSeconds(1));
    Instant last = life.clock.instant();
    life.used(last);
    life.waits(QUIET);
    life.clock.forward(QUIET);

    StepResult result = life.withdraw();

    assertThat(result.outcome()).as(result.note()).isEqualTo(new StepOutcome.Done());
    assertThat(life.system.effects).containsExactly("revoke new-quiet of billing");
    assertThat(life.recorded()).isEqualTo("since " + last);
  }

  @Test
  void whatIsUsedAfterAllThatTimeIsForPeople() {
    Life life = new Life("kept");
    life.clock.forward(Pace.usual().backAtMost().plusSeconds(1));
    life.used(life.clock.instant());

    StepResult held = life.withdraw();

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.STILL_USED));
    assertThat(held.note())
        .contains("new-kept was used at " + life.clock.instant(), "sign a retry", "cut-anyway");
    assertThat(life.system.effects).isEmpty();
  }

  @Test
  void whereTheSystemDoesNotTellUseTheChainSaysSo() {
    Life life = new Life("silent");
    life.system.lastUsed = LastUsed.NONE;

    StepResult result = life.withdraw();

    assertThat(result.outcome()).as(result.note()).isEqualTo(new StepOutcome.Done());
    assertThat(life.recorded()).isEqualTo("cannot know");
  }
}
