// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Disposition;
import dev.rekey.words.Outcome;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A new credential that the system does not list. */
@Timeout(300)
class ListedNewIT {

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  /** One that was issued, is refused and not listed; its lag is over. */
  private static final class Life {

    private final SteppedClock clock = new SteppedClock(WrittenChain.START);
    private final PlannedRotation planned;
    private final CredentialId fresh;
    private final FakeSwitch system;
    private final WrittenLife life;
    private final StepActivities steps;
    private int round;

    Life(String credential) {
      planned = WrittenChain.planned(Disposition.REPLACE, new CredentialId(credential), "");
      fresh = new CredentialId("new-" + credential);
      system = new FakeSwitch(planned.id().lane().identity(), planned.id().credential());
      system.verdict = new Verdict.Refused("403");
      Ledger ledger = database.ledger(clock);
      database.begin(planned, ledger);
      life = new WrittenLife(ledger, planned);
      Escrow escrow = new EmbeddedEscrow(database.jdbc(), new EscrowKeys(database.keys()), clock);
      escrow.seal(
          planned.id(),
          Escrow.Role.NEW,
          fresh,
          CredentialValue.taking(Map.of("secret", Secret.taking("fresh".toCharArray()))));
      life.done(Step.PREFLIGHT, 0);
      issued();
      steps = database.steps(ledger, escrow, system, clock);
    }

    /** The system makes one, always under the same id; its lag goes by. */
    Life issued() {
      round++;
      life.effect("issue", "billing", Map.of("credential", fresh.value())).done(Step.ISSUE, round);
      clock.forward(planned.lag());
      return this;
    }

    /** It was accepted, and is installed everywhere. */
    Life installed() {
      life.done(Step.PROVE_NEW, round).done(Step.DELIVER, round).done(Step.CONFIRM, round);
      system.verdict = new Verdict.Alive(system.identity());
      return this;
    }

    StepResult look(Step step) {
      StepRequest request = life.request(step, round);
      return step == Step.VALIDATE ? steps.validate(request) : steps.proveNew(request);
    }

    void waits(Step step, String why) {
      assertThatThrownBy(() -> look(step))
          .isInstanceOf(ApplicationFailure.class)
          .hasMessageContaining(why);
    }

    void isLost(Step step) {
      StepResult result = look(step);
      assertThat(result.outcome()).as(result.note()).isEqualTo(new StepOutcome.Lost());
      assertThat(result.note()).isEqualTo(fresh + " is not listed any more: another is issued");
    }
  }

  @Test
  void oneThatIsGoneIsIssuedAnewOnceItsLagIsOver() {
    Life life = new Life("gone");
    life.clock.forward(Duration.ofSeconds(-1));
    life.waits(Step.PROVE_NEW, "refused so far");
    life.clock.forward(Duration.ofSeconds(1));

    life.isLost(Step.PROVE_NEW);
  }

  @Test
  void oneThatIsListedIsWaitedFor() {
    Life life = new Life("listed");
    life.system.fresh = new ListedCredential(life.fresh, null, true, null);

    life.waits(Step.PROVE_NEW, "refused so far");
  }

  @Test
  void aListThatIsNotWholeSaysNothing() {
    Life life = new Life("pages");
    life.system.unlisted = new Outcome.Done<>(new Listed(List.of(), false));

    life.waits(Step.PROVE_NEW, "refused so far");
    life.installed().waits(Step.VALIDATE, "not listed so far");
  }

  @Test
  void oneThatIsGoneOnceItIsInstalledIsIssuedAnewOnceItsLagIsOver() {
    Life life = new Life("installed").installed();
    life.clock.forward(Duration.ofSeconds(-1));
    life.waits(Step.VALIDATE, "not listed so far");
    life.clock.forward(Duration.ofSeconds(1));

    life.isLost(Step.VALIDATE);
  }

  @Test
  void oneThatIsListedIsValidatedUnlessItIsDisabled() {
    Life life = new Life("valid").installed();
    life.system.fresh = new ListedCredential(life.fresh, null, false, null);
    StepResult disabled = life.look(Step.VALIDATE);
    life.system.fresh = new ListedCredential(life.fresh, null, true, null);
    life.round++;

    assertThat(disabled.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.NEW_NOT_ALIVE));
    assertThat(life.look(Step.VALIDATE).outcome()).isEqualTo(new StepOutcome.Done());
  }

  @Test
  void whoeverEndsThemAgainAndAgainIsFoundByAPersonWhoSignsThatItGoesOn() {
    Life life = new Life("again");
    life.isLost(Step.PROVE_NEW);
    life.issued().isLost(Step.PROVE_NEW);
    life.issued().installed().isLost(Step.VALIDATE);
    life.system.verdict = new Verdict.Refused("403");
    life.issued().waits(Step.PROVE_NEW, "as 3 before it: find out who ends them");
    life.life.write("decision", WrittenChain.decision(life.planned, "deny", "olga"));
    life.waits(Step.PROVE_NEW, "then sign a retry, which issues another");

    life.life.write("decision", WrittenChain.decision(life.planned, "retry", "olga"));
    life.round++;

    life.isLost(Step.PROVE_NEW);
  }
}
