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
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Alarms;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.campaigns.Brakes;
import dev.rekey.runtime.gate.LedgerGate;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.spi.Changed;
import dev.rekey.spi.Listed;
import dev.rekey.words.CredentialId;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody knows the users of is switched off for a while, and never stays so. */
@Timeout(300)
class BrownoutIT {

  private static final Duration LENGTH = Duration.ofMinutes(10);
  private static final Duration LOOK = LENGTH.dividedBy(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);
  private Ledger ledger;
  private Brakes brakes;

  @BeforeEach
  void open() {
    ledger = database.ledger(clock);
    brakes = new Brakes(database.jdbc(), ledger, clock);
  }

  @AfterEach
  void letGo() {
    brakes.release(WrittenChain.brownedOut(new CredentialId("x")).id().campaign(), "over");
  }

  /** One rotation that lay unused for as long as it has to, so that its brownout comes next. */
  private final class Life {

    final PlannedRotation planned;
    final FakeSwitch system;
    final HaltingSeams seams;
    final Board board = new Board(database.jdbc(), clock);
    private final StepActivities steps;
    private Head head;
    private int round;

    Life(String credential) {
      planned = WrittenChain.brownedOut(new CredentialId(credential));
      system = new FakeSwitch(planned.id().lane().identity(), planned.id().credential());
      database.begin(planned, ledger);
      head =
          ledger.write(
              planned.id().toString(),
              chain ->
                  chain.append(
                      "step",
                      Map.of(
                          "step", "preflight", "round", 0, "result", "done", "facts", Map.of())));
      clock.forward(Pace.usual().observeFor());
      seams =
          new HaltingSeams(
              new LedgerGate(ledger, database.jdbc(), (_, _) -> Optional.empty(), clock),
              new FakeEscrow());
      steps =
          new StepActivitiesImpl(
              new StepTools(database.jdbc(), ledger, seams, seams, system, clock), board);
    }

    StepResult observe() {
      return moved(steps.observe(new StepRequest(planned.id(), Step.OBSERVE, -1, round, head)));
    }

    StepResult enable() {
      return moved(steps.enable(new StepRequest(planned.id(), Step.ENABLE, -1, round, head)));
    }

    private StepResult moved(StepResult result) {
      head = result.head();
      round += result.outcome() instanceof StepOutcome.Blocked ? 1 : 0;
      return result;
    }

    /** A retry is signed. */
    Life decided(String verb) {
      head =
          ledger.write(
              planned.id().toString(),
              chain -> chain.append("decision", WrittenChain.decision(planned, verb, "olga")));
      return this;
    }

    /** Looks, is told to look again later, and does. */
    Life waits() {
      assertThatThrownBy(this::observe).isInstanceOf(ApplicationFailure.class);
      return this;
    }

    Life waits(Duration until, String why) {
      assertThatThrownBy(this::observe)
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              later -> {
                assertThat(later.getNextRetryDelay()).isEqualTo(until);
                assertThat(later.getType()).isEqualTo(HeldReason.BROWNOUT.text());
              })
          .hasMessageContaining(why);
      return this;
    }

    List<String> entries(String effect) {
      return ledger.read(planned.id().toString()).stream()
          .filter(entry -> effect.equals(entry.body().get("effect")))
          .map(Entry::type)
          .toList();
    }

    Standing standing() {
      return board.standing(planned.id()).orElseThrow();
    }

    List<String> alarms() {
      return new Alarms(database.jdbc())
          .of(planned.id().campaign()).stream()
              .filter(alarm -> alarm.subject().equals(planned.id().toString()))
              .map(Alarms.Alarm::what)
              .toList();
    }
  }

  private static void isHeld(StepResult result, HeldReason reason, String note) {
    assertThat(result.outcome()).as(result.note()).isEqualTo(new StepOutcome.Blocked(reason));
    assertThat(result.note()).contains(note);
  }

  private static void isDone(StepResult result) {
    assertThat(result.outcome()).as(result.note()).isEqualTo(new StepOutcome.Done());
  }

  @Test
  void whatNobodyMissesIsSwitchedOffAndOnAgainAndWatchedOnceMore() {
    Life life = new Life("nobody");
    life.waits(LOOK, "switched off until " + clock.instant().plus(LENGTH));
    assertThat(life.standing().offSince()).isEqualTo(clock.instant());
    assertThat(life.standing().note()).startsWith("switched off until ");
    clock.forward(LENGTH.minus(SECOND));
    life.waits(SECOND, "switched off until");
    clock.forward(SECOND);
    life.waits(LOOK, "it is on again, and watched until " + clock.instant().plus(LENGTH));
    assertThat(life.standing().offSince()).isNull();
    clock.forward(LENGTH);

    StepResult result = life.observe();

    isDone(result);
    assertThat(result.note()).contains("switched off for PT10M, and nobody was seen to miss it");
    assertThat(life.system.effects)
        .containsExactly("disable nobody of billing", "enable nobody of billing");
    assertThat(life.entries("disable")).containsExactly("intent", "outcome");
    assertThat(life.entries("enable")).containsExactly("intent", "outcome");
    assertThat(
            new Past(life.planned, ledger.read(life.planned.id().toString())).facts(Step.OBSERVE))
        .hasValueSatisfying(facts -> assertThat(facts).containsKey("brownout"));
  }

  @Test
  void whoIsSeenWhileItIsOffHasItSwitchedOnAtOnce() {
    Life life = new Life("tried").waits();
    // Systems take a while to refuse it everywhere: that is no use.
    life.system.used = clock.instant().plus(life.planned.lag());
    clock.forward(life.planned.lag().plus(SECOND));
    life.waits();
    life.system.used = clock.instant();

    isHeld(life.observe(), HeldReason.STILL_USED, "and used at " + clock.instant());
    assertThat(life.system.effects).endsWith("enable tried of billing");
    assertThat(life.alarms()).isEmpty();
  }

  @Test
  void whoComesBackAsSoonAsItIsOnHasMissedIt() {
    Life life = new Life("missed").waits();
    String off = clock.instant().toString();
    clock.forward(LENGTH);
    life.waits();
    life.system.used = clock.instant();
    life.waits();
    clock.forward(SECOND);
    life.system.used = clock.instant();

    isHeld(life.observe(), HeldReason.STILL_USED, "it was switched off from " + off);
    life.decided("retry").waits();
    clock.forward(Pace.usual().observeFor());
    life.waits();
    clock.forward(LENGTH);
    life.waits();
    clock.forward(LENGTH);
    isDone(life.observe());
    assertThat(life.entries("disable")).hasSize(4);
  }

  @Test
  void whereNothingTellsUsePeopleHaveThatLongToSayIt() {
    Life life = new Life("silent");
    life.system.lastUsed = LastUsed.NONE;
    life.waits();
    clock.forward(LENGTH);

    StepResult result = life.observe();

    isDone(result);
    assertThat(result.note()).contains("its system does not tell who misses it");
    assertThat(life.system.effects).endsWith("enable silent of billing");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whereverItsWorkerDiesTheNextOneSwitchesItOn(int moment) {
    Life life = new Life("dies-" + moment);
    life.seams.haltAt(moment);
    for (int attempt = 0; attempt < 60; attempt++) {
      try {
        isDone(life.observe());
        break;
      } catch (HaltingSeams.Halted dead) {
        life.seams.haltNoMore();
      } catch (ApplicationFailure later) {
        clock.forward(requireNonNull(later.getNextRetryDelay(), "it says when"));
      }
    }

    assertThat(life.standing().offSince()).isNull();
    assertThat(life.system.effects)
        .startsWith("disable dies-%d of billing".formatted(moment))
        .endsWith("enable dies-%d of billing".formatted(moment));
    assertThat(life.entries("disable")).containsExactly("intent", "outcome");
    assertThat(life.entries("enable")).containsExactly("intent", "outcome");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "abort"})
  void aBrakeDoesNotKeepItOff(String brake) {
    Life life = new Life("braked-" + brake).waits();
    brakes.pull(life.planned.id().campaign(), brake, "let us look");
    clock.forward(LENGTH);
    life.waits(LOOK, "it is on again");
    assertThat(life.system.effects).endsWith("enable braked-%s of billing".formatted(brake));

    Life other = new Life("unbegun-" + brake);
    isHeld(other.observe(), brake.equals("pause") ? HeldReason.PAUSED : HeldReason.ABORTED, "");
    assertThat(other.system.effects).isEmpty();
  }

  @Test
  void aListThatCannotBeAskedDoesNotKeepItOff() {
    Life life = new Life("unlisted").waits();
    life.system.unlisted = new Outcome.Rejected<Listed>(Rejection.INVALID, "no");
    life.waits();
    clock.forward(LENGTH);

    isHeld(life.observe(), HeldReason.REJECTED, "no");
    assertThat(life.system.effects).endsWith("enable unlisted of billing");
  }

  @Test
  void whatCannotBeSwitchedOnRaisesAnAlarmAndIsTriedAgain() {
    Life life = new Life("stuck").waits();
    String off = clock.instant().toString();
    life.system.answer = new Outcome.Rejected<Changed>(Rejection.INVALID, "not allowed");
    clock.forward(LENGTH);

    isHeld(life.observe(), HeldReason.BROWNOUT, "is switched off since " + off);
    assertThat(life.alarms())
        .singleElement()
        .asString()
        .contains("it is switched off since " + off, "not allowed");
    assertThat(life.standing().offSince()).hasToString(off);
    life.system.answer = new Outcome.Done<>(Changed.NOW);

    life.waits(LOOK, "it is on again");
    assertThat(life.standing().offSince()).isNull();
  }

  @Test
  void theWayBackSwitchesItOnToo() {
    Life life = new Life("back").waits();
    life.system.answer = new Outcome.Rejected<Changed>(Rejection.INVALID, "not allowed");
    clock.forward(LENGTH);
    life.observe();
    life.system.answer = new Outcome.Done<>(Changed.NOW);
    brakes.pull(life.planned.id().campaign(), "pause", "let us look");

    isDone(life.decided("roll-back").enable());

    assertThat(life.system.effects).contains("enable back of billing");
    assertThat(life.standing().offSince()).isNull();
  }

  @Test
  void whatIsGoneIsNotLookedFor() {
    Life gone = new Life("gone");
    gone.system.off = new Outcome.Rejected<Changed>(Rejection.NOT_FOUND, "no such key");
    assertThat(gone.observe().note()).contains("it is gone already");

    Life deleted = new Life("deleted").waits();
    deleted.system.answer = new Outcome.Rejected<Changed>(Rejection.NOT_FOUND, "no such key");
    clock.forward(LENGTH);
    assertThat(deleted.observe().note()).contains("somebody deleted it");
    assertThat(deleted.alarms()).isEmpty();
  }
}
