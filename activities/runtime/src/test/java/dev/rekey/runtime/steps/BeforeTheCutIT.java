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
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.spi.Changed;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long the old one is watched before it dies, and how it is switched on again. */
@Timeout(300)
class BeforeTheCutIT {

  private static final Duration QUIET = Pace.usual().observeFor();
  private static final Duration AT_MOST = Pace.usual().observeAtMost();
  private static final Duration LAG = Duration.ofMinutes(1);

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  /** One rotation up to where a test wants it. */
  private static final class Life {

    final PlannedRotation planned;
    final FakeSwitch system;
    final SteppedClock clock = new SteppedClock(WrittenChain.START);
    private final Ledger ledger;
    private final StepActivities steps;
    private Head head;

    Life(Disposition disposition, String credential, boolean held) {
      planned = WrittenChain.planned(disposition, new CredentialId(credential), "");
      system = new FakeSwitch(planned.id().lane().identity(), planned.id().credential());
      ledger = database.ledger(clock);
      head = database.begin(planned, ledger);
      Escrow escrow =
          held
              ? new FakeEscrow()
              : new EmbeddedEscrow(
                  database.jdbc(), new EscrowKeys(database.keys().resolve("escrow")), clock);
      steps = database.steps(ledger, escrow, system, clock);
    }

    Life wrote(String type, Map<String, ?> body) {
      head = ledger.write(planned.id().toString(), chain -> chain.append(type, body));
      return this;
    }

    Life done(Step... all) {
      for (Step step : all) {
        wrote("step", Map.of("step", step.text(), "round", 0, "result", "done", "facts", Map.of()));
      }
      return this;
    }

    Life announced(String effect, String target) {
      return wrote(
          "intent",
          Map.of("operation", effect + "/1", "effect", effect, "target", target, "step", effect));
    }

    /** Held at its revoke, and rolled back by a signature. */
    Life turned() {
      wrote(
          "step",
          Map.of(
              "step",
              Step.REVOKE.text(),
              "round",
              0,
              "result",
              "blocked",
              "reason",
              HeldReason.PAUSED.text()));
      return wrote("decision", WrittenChain.decision(planned, "roll-back", "olga"));
    }

    StepResult observe() {
      return moved(steps.observe(new StepRequest(planned.id(), Step.OBSERVE, -1, 0, head)));
    }

    StepResult enable() {
      return moved(steps.enable(new StepRequest(planned.id(), Step.ENABLE, -1, 2, head)));
    }

    private StepResult moved(StepResult result) {
      head = result.head();
      return result;
    }

    /** A later attempt of the same step finds what the last one wrote. */
    void again() {
      head = ledger.read(planned.id().toString()).getLast().head();
    }

    boolean wroteIntent(String effect) {
      return count("intent", effect) > 0;
    }

    long count(String type, String effect) {
      return ledger.read(planned.id().toString()).stream()
          .filter(entry -> entry.type().equals(type) && effect.equals(entry.body().get("effect")))
          .count();
    }
  }

  private static Life validated(String credential) {
    return new Life(Disposition.REPLACE, credential, true)
        .done(Step.PREFLIGHT, Step.ISSUE, Step.PROVE_NEW, Step.CONFIRM, Step.VALIDATE);
  }

  private static Life retired(String credential, boolean held) {
    return new Life(Disposition.RETIRE, credential, held).done(Step.PREFLIGHT);
  }

  private static Life disabled(String credential) {
    return retired(credential, true).done(Step.OBSERVE, Step.DISABLE).turned();
  }

  private static void waits(Life life, Duration until) {
    assertThatThrownBy(life::observe)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            later -> assertThat(later.getNextRetryDelay()).isEqualTo(until));
    life.again();
  }

  private static void isDone(StepResult result) {
    assertThat(result.outcome()).as(result.note()).isEqualTo(new StepOutcome.Done());
  }

  private static void isHeld(StepResult result, HeldReason reason, String note) {
    assertThat(result.outcome()).as(result.note()).isEqualTo(new StepOutcome.Blocked(reason));
    assertThat(result.note()).contains(note);
  }

  @Test
  void itMustLieUnusedForAsLongAsThePlanSays() {
    Life life = validated("quiet");
    waits(life, QUIET);
    life.clock.forward(QUIET.minusSeconds(1));
    waits(life, Duration.ofSeconds(1));
    life.clock.forward(Duration.ofSeconds(1));

    isDone(life.observe());
  }

  @Test
  void eachUseBeginsTheWaitAnewAndUseBeforeTheNewOneIsInForceDoesNot() {
    Life life = validated("used");
    life.system.used = WrittenChain.START.minus(Duration.ofDays(1));
    waits(life, QUIET);
    life.clock.forward(QUIET.minusSeconds(1));
    life.system.used = life.clock.instant();
    waits(life, QUIET);
    life.clock.forward(QUIET);

    assertThat(life.observe().note()).contains("lay unused for");
  }

  @Test
  void whatIsStillUsedAfterAllThatTimeIsForPeople() {
    Life life = validated("still-used");
    life.clock.forward(AT_MOST);
    life.system.used = life.clock.instant();
    waits(life, QUIET);
    life.clock.forward(Duration.ofMillis(1));

    isHeld(life.observe(), HeldReason.STILL_USED, "by a consumer nobody knows, or by the attacker");
  }

  @Test
  void whatIsRetiredIsWatchedFromItsPreflightOn() {
    Life life = retired("unneeded", true);
    waits(life, QUIET);
    life.clock.forward(QUIET);

    isDone(life.observe());
  }

  @Test
  void whatWasSwitchedOffIsSwitchedOnAndTriedBeforeAnybodyGetsIt() {
    Life life = disabled("off");

    isDone(life.enable());

    assertThat(life.system.effects).containsExactly("enable off of billing", "probe");
    assertThat(life.wroteIntent("enable")).isTrue();
  }

  @Test
  void whatMayHaveBeenSwitchedOffCountsAsOff() {
    Life life = retired("perhaps-off", true).done(Step.OBSERVE).announced("disable", "perhaps-off");
    life.wrote(
            "step",
            Map.of(
                "step",
                Step.DISABLE.text(),
                "round",
                0,
                "result",
                "blocked",
                "reason",
                HeldReason.UNREACHABLE.text()))
        .wrote("decision", WrittenChain.decision(life.planned, "roll-back", "olga"));

    isDone(life.enable());

    assertThat(life.system.effects).contains("enable perhaps-off of billing");
  }

  @Test
  void whatWasNeverOffIsLeftAlone() {
    Life life = retired("on", true).done(Step.OBSERVE).turned();
    isDone(life.enable());
    assertThat(life.system.effects).isEmpty();

    Life unable = disabled("unable");
    unable.system.disable = KindCapabilities.Disable.NONE;
    isDone(unable.enable());
    assertThat(unable.system.effects).isEmpty();
  }

  @Test
  void untilTheSystemAcceptsItAgainNobodyGetsIt() {
    Life life = disabled("slow");
    for (Verdict verdict :
        new Verdict[] {
          new Verdict.Refused("403"), new Verdict.Undecided("503", LAG.dividedBy(4))
        }) {
      life.system.verdict = verdict;
      assertThatThrownBy(life::enable)
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              later -> assertThat(later.getNextRetryDelay()).isEqualTo(LAG.dividedBy(4)))
          .hasMessageContaining("switched on again");
      life.again();
    }
    life.system.verdict = new Verdict.Alive(life.system.identity());

    isDone(life.enable());
    assertThat(life.system.effects).containsOnlyOnce("enable slow of billing");
    assertThat(life.count("intent", "enable")).isEqualTo(1);
    assertThat(life.count("outcome", "enable")).isEqualTo(1);
  }

  @Test
  void whatIsGoneOrMayBeDeadHasNoWayBack() {
    Life gone = disabled("gone");
    gone.system.answer = new Outcome.Rejected<Changed>(Rejection.NOT_FOUND, "no such key");
    isHeld(gone.enable(), HeldReason.MISMATCH, "gone is gone: there is no way back");

    Life refused = disabled("refused");
    refused.system.answer = new Outcome.Rejected<Changed>(Rejection.INVALID, "no");
    isHeld(refused.enable(), HeldReason.REJECTED, "no");

    Life dead =
        retired("dead", true).done(Step.OBSERVE, Step.DISABLE).announced("revoke", "dead").turned();
    isHeld(dead.enable(), HeldReason.MISMATCH, "dead may be dead already");
    assertThat(dead.system.effects).isEmpty();
  }

  @Test
  void whatIsNotHeldCannotBePutBackAndNothingIsChanged() {
    Life life =
        new Life(Disposition.REPLACE, "lost", false)
            .done(Step.PREFLIGHT, Step.ISSUE, Step.PROVE_NEW)
            .announced("write", "bao-prod:secret/apps/billing#id=/aws/id")
            .done(Step.DELIVER, Step.CONFIRM, Step.VALIDATE, Step.OBSERVE, Step.DISABLE)
            .turned();
    isHeld(life.enable(), HeldReason.REJECTED, "lost is not held, so that it cannot be put back");
    assertThat(life.system.effects).isEmpty();

    Life unwritten = retired("unwritten", false).done(Step.OBSERVE, Step.DISABLE).turned();
    isDone(unwritten.enable());
    assertThat(unwritten.system.effects).containsExactly("enable unwritten of billing");
  }
}
