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
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of a credential that is killed at once, over the real ledger: P2 and P5. */
@Timeout(300)
class KilledAtOnceIT {

  private static final Instant AFTER = WrittenChain.CUT_OFF.plusSeconds(1);

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);

  /** One rotation with its steps, over the ledger of all tests. */
  private final class Life {

    private final PlannedRotation planned;
    private final FakeSystem system;
    private final Ledger ledger;
    private final StepActivities steps;
    private Head head;

    Life(String credential, String exposure, @Nullable Instant created) {
      this.planned =
          WrittenChain.planned(Disposition.REVOKE_NOW, new CredentialId(credential), exposure);
      this.system =
          new FakeSystem(planned.id().lane().identity(), planned.id().credential(), created);
      this.ledger = database.ledger(clock);
      this.head = database.begin(planned, ledger);
      this.steps = database.steps(ledger, new FakeEscrow(), system, clock);
    }

    StepResult preflight() {
      return moved(steps.preflight(request(Step.PREFLIGHT)));
    }

    StepResult revoke() {
      return moved(steps.revoke(request(Step.REVOKE)));
    }

    StepResult prove() {
      return moved(steps.prove(request(Step.PROVE)));
    }

    /** Tries as Temporal would, so often and so late as each attempt asks for. */
    StepResult proveAtLast() {
      for (int attempt = 0; attempt < 50; attempt++) {
        try {
          return prove();
        } catch (ApplicationFailure later) {
          clock.forward(requireNonNull(later.getNextRetryDelay(), "it says when"));
        }
      }
      throw new AssertionError("not proven after 50 attempts");
    }

    private StepRequest request(Step step) {
      return new StepRequest(planned.id(), step, -1, 0, head);
    }

    private StepResult moved(StepResult result) {
      head = result.head();
      return result;
    }

    SortedMap<String, Object> facts(Step step) {
      return new Past(planned, ledger.read(planned.id().toString())).facts(step).orElseThrow();
    }
  }

  @Test
  void whatWasMadeAfterTheCutOffIsHeldBeforeAnythingIsDone() {
    Life life = new Life("AKIALATE", "", AFTER);

    StepResult held = life.preflight();

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.MISMATCH));
    assertThat(held.note())
        .contains("AKIALATE was created " + AFTER)
        .contains("after the cut-off " + WrittenChain.CUT_OFF)
        .contains("record its exposure in a new plan");
    assertThat(life.revoke().outcome()).isInstanceOf(StepOutcome.Blocked.class);
    assertThat(life.system.effects()).isEmpty();
  }

  @Test
  void whatIsOfUnknownAgeIsHeldUntilItsExposureIsSigned() {
    Life life = new Life("AKIAAGELESS", "", null);

    StepResult held = life.preflight();

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.MISMATCH));
    assertThat(held.note()).contains("the system does not say when AKIAAGELESS was made");
    assertThat(life.revoke().outcome()).isInstanceOf(StepOutcome.Blocked.class);
    assertThat(life.system.effects()).isEmpty();

    Life exposed = new Life("AKIAEXPOSED", "build log of 11-22", null);
    assertThat(exposed.preflight().outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(exposed.facts(Step.PREFLIGHT))
        .containsEntry("created-unknown", true)
        .doesNotContainKey("created");
    assertThat(exposed.revoke().outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(exposed.system.effects()).containsExactly("revoke AKIAEXPOSED");
  }

  @Test
  void whatWasExposedByNameDiesWheneverItWasMadeAndIsProvenUnderControls() {
    Life life = new Life("AKIANAMED", "build log of 11-22", AFTER);

    assertThat(life.preflight().outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(life.revoke().outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(life.proveAtLast().outcome()).isEqualTo(new StepOutcome.Done());

    assertThat(life.system.effects()).containsExactly("revoke AKIANAMED");
    assertThat(life.facts(Step.PREFLIGHT))
        .containsEntry("baseline", true)
        .containsEntry("created", AFTER.toString());
    assertThat(life.facts(Step.PROVE))
        .containsEntry("grade", "refused")
        .containsEntry("refusals", 5L)
        .containsEntry("signature", FakeSystem.REFUSED)
        .containsEntry("control-good", "alive")
        .containsEntry("control-nonsense", FakeSystem.REFUSED)
        .containsEntry("listed", false)
        .containsEntry("complete", true);
    Fields proof = Fields.of("prove", life.facts(Step.PROVE));
    assertThat(Duration.between(proof.instant("first"), proof.instant("last")))
        .isGreaterThanOrEqualTo(life.planned.lag());
  }

  @Test
  void aRefusalThatNonsenseDoesNotShareProvesNothing() {
    Life life = new Life("AKIANONSENSE", "build log", WrittenChain.CUT_OFF);
    life.preflight();
    life.revoke();
    life.system.nonsense = "400 Malformed";

    assertThatThrownBy(life::prove)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            later -> assertThat(later.getType()).isEqualTo(HeldReason.UNDECIDED.text()))
        .hasMessageContaining("nonsense is not refused alike");
  }
}
