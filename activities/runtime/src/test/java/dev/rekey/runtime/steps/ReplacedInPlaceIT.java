// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.HoldRequest;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.gate.LedgerGate;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.KindCapabilities;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One password that is rolled in place, over the real ledger and escrow: P1, P2 and P3. */
@Timeout(600)
class ReplacedInPlaceIT {

  /** More moments than an issue has. */
  private static final int MANY = 30;

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();
  private static int roles;

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);

  /** One rotation of one password, with its steps. */
  private final class Life {

    private final PlannedRotation planned;
    private final FakeRole role;
    private final Ledger ledger = database.ledger(clock);
    private final HaltingSeams seams;
    private final StepActivities steps;
    private Head head;
    private int round;

    Life() {
      // Chains are never deleted, so that each life has a name of its own.
      roles += 100;
      this.planned = WrittenChain.inPlace(FakeRole.id(roles), "build log");
      this.role = new FakeRole(planned.id().lane().identity(), roles);
      JdbcClient jdbc = database.jdbc();
      jdbc.sql("delete from scope_row").update();
      this.head = database.begin(planned, ledger);
      this.seams =
          new HaltingSeams(
              new LedgerGate(ledger, jdbc, (_, _) -> Optional.empty(), clock),
              new EmbeddedEscrow(jdbc, new EscrowKeys(database.keys()), clock));
      this.steps =
          new StepActivitiesImpl(
              new StepTools(jdbc, ledger, seams, seams, role, clock), new Board(jdbc, clock));
    }

    StepResult take(
        Step step, int place, BiFunction<StepActivities, StepRequest, StepResult> call) {
      StepRequest request = new StepRequest(planned.id(), step, place, round, head);
      for (int attempt = 0; attempt < MANY; attempt++) {
        try {
          StepResult result = call.apply(steps, request);
          head = result.head();
          return result;
        } catch (ApplicationFailure later) {
          clock.forward(requireNonNull(later.getNextRetryDelay(), "it says when"));
        }
      }
      throw new AssertionError(step + " has not come to an end");
    }

    Life preflight() {
      done(take(Step.PREFLIGHT, 0, StepActivities::checkPlace));
      done(take(Step.PREFLIGHT, -1, StepActivities::preflight));
      return this;
    }

    Life checked() {
      done(take(Step.ISSUE, 0, StepActivities::checkPlace));
      return this;
    }

    StepResult issue() {
      return take(Step.ISSUE, -1, StepActivities::issue);
    }

    /** Whether an attempt at the issue dies at its n-th moment; else it is done. */
    boolean diesAt(int moment) {
      seams.haltAt(moment);
      try {
        done(issue());
        return false;
      } catch (HaltingSeams.Halted _) {
        return true;
      } finally {
        seams.haltNoMore();
      }
    }

    /** Held, and tried again by a signed decision. */
    Life heldAndRetried() {
      HeldReason fault = HeldReason.FAULT;
      head =
          new Holds(ledger, new Board(database.jdbc(), clock))
              .hold(new HoldRequest(planned.id(), head, round, Step.ISSUE, fault, "a fault"));
      head =
          ledger.write(
              planned.id().toString(),
              chain ->
                  chain.append(
                      "decision", WrittenChain.decision(planned, "retry", "olga@example.com")));
      round += 2;
      return this;
    }

    long strangers() {
      return database.jdbc().sql("select count(*) from scope_row").query(Long.class).single();
    }

    /** From the issue to the proof. */
    void finish() {
      done(take(Step.PROVE_NEW, -1, StepActivities::proveNew));
      done(take(Step.DELIVER, 0, StepActivities::deliver));
      done(take(Step.CONFIRM, -1, StepActivities::confirm));
      done(take(Step.VALIDATE, -1, StepActivities::validate));
      done(take(Step.REVOKE, 0, StepActivities::recheckPlace));
      done(take(Step.REVOKE, -1, StepActivities::revoke));
      done(take(Step.PROVE, 0, StepActivities::destroyLeaked));
      done(take(Step.PROVE, -1, StepActivities::prove));
      assertThat(past().fold().state()).isInstanceOf(RotationState.Proven.class);
      assertThat(role.held).isEqualTo(role.standing).isNotEqualTo(role.leaked);
    }

    Past past() {
      return new Past(planned, ledger.read(planned.id().toString()));
    }

    List<Entry> intents() {
      return past().entries().stream().filter(one -> one.type().equals("intent")).toList();
    }

    void forget(String which) {
      database
          .jdbc()
          .sql("delete from escrow where rotation = :rotation and credential like :which")
          .param("rotation", planned.id().toString())
          .param("which", which)
          .update();
    }

    /** Exactly one value of ours is alive, on record, and sealed under its id. */
    void assertOneOfOurs() {
      CredentialId issued = past().issued().orElseThrow();
      assertThat(issued).isEqualTo(FakeRole.id(role.standing));
      try (CredentialValue sealed = seams.open(planned.id(), Role.NEW, issued).orElseThrow()) {
        assertThat(role.number(sealed)).isEqualTo(role.standing);
      }
      assertThat(role.effects.stream().filter(one -> one.startsWith("install")).distinct())
          .containsExactly("install " + role.standing);
    }
  }

  private static void done(StepResult result) {
    assertThat(result.outcome()).as(result.note()).isEqualTo(new StepOutcome.Done());
  }

  @Test
  void thePasswordIsSealedThenReplacedThenDelivered() {
    Life life = new Life().preflight().checked();
    done(life.issue());
    life.assertOneOfOurs();
    life.finish();

    int fresh = life.role.standing;
    int leaked = life.role.leaked;
    assertThat(life.role.effects)
        .containsExactly(
            "install " + fresh, "write " + fresh, "revoke role-7-" + leaked, "destroy " + leaked);
    Entry issue = life.intents().getFirst();
    assertThat(issue.body())
        .containsEntry("effect", "issue")
        .containsEntry("target", FakeRole.id(leaked).value());
    assertThat(String.valueOf(issue.body().get("chosen"))).startsWith("chosen-");
  }

  @Test
  void whereverAnAttemptAtTheIssueDiesOneValueOfOursStandsInTheEnd() {
    int halts = 0;
    boolean died = true;
    while (died) {
      Life life = new Life().preflight().checked();
      died = life.diesAt(halts + 1);
      if (died) {
        halts++;
        done(life.issue());
      }
      life.assertOneOfOurs();
      life.finish();
    }
    // Before and after: the seal, the gate, the call, the seal under the id, the outcome.
    assertThat(halts).isEqualTo(8);
  }

  @Test
  void whereverItDiesTwiceOneValueOfOursStandsInTheEnd() {
    for (int first = 1; first <= 8; first++) {
      for (int second = 1; second <= 6; second++) {
        Life life = new Life().preflight().checked();
        if (life.diesAt(first) && life.diesAt(second)) {
          done(life.issue());
        }
        life.assertOneOfOurs();
      }
    }
  }

  @Test
  void anAnswerThatIsLostIsAskedForWithTheSameValue() {
    Life life = new Life().preflight().checked();
    life.role.answersLost = 3;
    done(life.issue());
    life.assertOneOfOurs();
    assertThat(life.role.chosen()).isEqualTo(1);
    assertThat(life.intents()).hasSize(1);
    life.finish();
  }

  @Test
  void aRetryInAnotherRoundSendsTheSameValue() {
    Life life = new Life().preflight().checked();
    assertThat(life.diesAt(5)).isTrue();
    life.heldAndRetried().checked();
    done(life.issue());
    life.assertOneOfOurs();
    assertThat(life.role.chosen()).isEqualTo(1);
    life.finish();
  }

  @Test
  void whatSomebodyChangedBeforeIsAStrangerAndIsNotOverwritten() {
    Life life = new Life().preflight().checked();
    int foreign = life.role.somebodyChangesIt();

    StepResult held = life.issue();

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.STRANGER));
    assertThat(held.note()).contains(FakeRole.id(foreign).value());
    assertThat(life.role.standing).isEqualTo(foreign);
    assertThat(life.role.effects).isEmpty();
    assertThat(life.strangers()).isEqualTo(1);
  }

  @Test
  void whatSomebodyChangedInTheMeantimeIsAStrangerAndIsNotOverwritten() {
    Life life = new Life().preflight().checked();
    assertThat(life.diesAt(4)).isTrue();
    int foreign = life.role.somebodyChangesIt();

    StepResult held = life.issue();

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.STRANGER));
    assertThat(life.role.standing).isEqualTo(foreign);
    assertThat(life.role.effects).isEmpty();
    assertThat(life.strangers()).isEqualTo(1);
  }

  @Test
  void aValueThatIsLostBeforeItWasSentIsChosenAnewOnceTheLagIsOver() {
    Life life = new Life().preflight().checked();
    assertThat(life.diesAt(4)).isTrue();
    life.forget("chosen-%");
    clock.forward(Duration.ofSeconds(1));

    done(life.issue());

    life.assertOneOfOurs();
    assertThat(life.role.chosen()).isEqualTo(2);
    assertThat(clock.instant()).isAfterOrEqualTo(WrittenChain.START.plus(life.planned.lag()));
    life.finish();
  }

  @Test
  void aValueThatIsLostAfterItWasSentIsHeldForItCannotBeToldFromAStrangers() {
    Life life = new Life().preflight().checked();
    assertThat(life.diesAt(5)).isTrue();
    int sent = life.role.standing;
    life.forget("chosen-%");

    StepResult held = life.issue();

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.STRANGER));
    assertThat(life.role.standing).isEqualTo(sent);
    assertThat(life.role.chosen()).isEqualTo(1);
  }

  @Test
  void aValueThatIsLostOnceItIsOnRecordIsReplacedByAnotherOfOurs() {
    Life life = new Life().preflight().checked();
    done(life.issue());
    life.forget("%");

    StepResult lost = life.take(Step.PROVE_NEW, -1, StepActivities::proveNew);

    assertThat(lost.outcome()).isEqualTo(new StepOutcome.Lost());
    life.round++;
    life.checked();
    done(life.issue());
    assertThat(life.role.chosen()).isEqualTo(2);
    assertThat(life.intents().getLast().body())
        .containsEntry("target", FakeRole.id(life.role.standing - 1).value());
    assertThat(life.past().issued()).contains(FakeRole.id(life.role.standing));
  }

  @Test
  void whatSomebodySetsOverOursIsAStrangerAndIsNotOverwritten() {
    Life life = new Life().preflight().checked();
    done(life.issue());
    int foreign = life.role.somebodyChangesIt();

    StepResult gone = life.take(Step.PROVE_NEW, -1, StepActivities::proveNew);
    life.round++;
    life.checked();
    StepResult held = life.issue();

    assertThat(gone.outcome()).isEqualTo(new StepOutcome.Lost());
    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.STRANGER));
    assertThat(held.note()).contains(FakeRole.id(foreign).value());
    assertThat(life.role.standing).isEqualTo(foreign);
    assertThat(life.role.chosen()).isEqualTo(1);
  }

  @Test
  void aKindWhoseOverlapIsNotThatOfThePlanIsNotTouched() {
    Life life = new Life().preflight().checked();
    life.role.overlap = KindCapabilities.Overlap.YES;

    StepResult held = life.issue();

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.MISMATCH));
    assertThat(held.note()).contains("make a new plan");
    assertThat(life.role.effects).isEmpty();
  }

  @Test
  void nothingIsCutWhileAPlaceHoldsAnotherValue() {
    Life life = new Life().preflight();
    life.role.held = life.role.leaked + 50;

    StepResult held = life.take(Step.ISSUE, 0, StepActivities::checkPlace);

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.CONFLICT));
    assertThat(life.role.effects).isEmpty();
  }

  @Test
  void nothingIsCutUnlessThePlacesWereReadJustBefore() {
    Life life = new Life().preflight();

    StepResult held = life.issue();

    assertThat(held.outcome()).isEqualTo(new StepOutcome.Blocked(HeldReason.NOT_WARRANTED));
    assertThat(held.note()).contains("0 of 1 places were read again just before");
    assertThat(life.role.effects).isEmpty();
  }
}
