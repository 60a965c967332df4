// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Command;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.life.Transition;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One credential's way through its life: carries out commands, one at a time. */
final class Rotation {

  private final PlannedRotation planned;
  private final LaneInput input;
  private final Calls calls;
  private final DecisionDesk desk;
  private final Carrier carrier;
  private RotationState state;
  private int round;
  private boolean nudged;
  private boolean showsMoving = true;
  private @Nullable Instant disabledAt;
  private @Nullable Instant exceptedUntil;
  private @Nullable String exception;

  Rotation(Turn turn, LaneInput input, Calls calls, DecisionDesk desk) {
    this.planned = turn.planned();
    this.input = input;
    this.calls = calls;
    this.desk = desk;
    this.carrier = new Carrier(planned, calls, turn.head());
    this.state = turn.state();
    this.round = turn.round();
    this.disabledAt = turn.disabledAt();
    this.exceptedUntil = turn.exceptedUntil();
    this.exception = turn.exception();
    desk.foresee(planned, this::ahead);
  }

  void run() {
    HeldReason heldBecause = input.heldBecause();
    if (heldBecause != null && state instanceof RotationState.Working(Step step, var _)) {
      follow(carrier.hold(step, round, heldBecause, heldBecause.sentence()));
    }
    while (!(Transition.commandOf(state) instanceof Command.Finish)) {
      Signs.show(planned, state, carrier);
      follow(obey(Transition.commandOf(state)));
    }
    carrier.end();
    Signs.show(planned, state, carrier);
  }

  void nudge() {
    nudged = true;
  }

  String standing() {
    return "%s: %s".formatted(planned.id().credential(), Signs.sentence(state, carrier.note()));
  }

  /** What a decision may have been shown before this run itself knows of it. */
  private List<Digest> ahead() {
    List<Digest> ahead = new ArrayList<>();
    switch (state) {
      case RotationState.Working(Step step, var _) -> {
        for (HeldReason reason : HeldReason.values()) {
          ahead.add(Shown.forHold(planned, step, reason, round + 1));
        }
        ahead.add(Shown.forHold(planned, step, HeldReason.ROLLED_BACK, round));
        if (step == Step.APPROVE) {
          ahead.add(Shown.forApproval(planned));
        }
      }
      case RotationState.Held(Step step, HeldReason reason, var _) ->
          ahead.add(Shown.forHold(planned, step, reason, round));
      case RotationState.Excepted(Step step, var _) ->
          ahead.add(Shown.forHold(planned, step, HeldReason.EXCEPTION_OVER, round + 1));
      case RotationState.Proven _ -> {}
    }
    return ahead;
  }

  private void follow(StepOutcome outcome) {
    if (!(outcome instanceof StepOutcome.Done)) {
      round++;
    }
    state = Transition.next(state, outcome).state();
  }

  private StepOutcome obey(Command command) {
    return switch (command) {
      case Command.Carry(Step step) -> carry(step);
      case Command.AwaitDecision(HeldReason reason) -> awaitResolution(reason);
      case Command.Rest() -> rest();
      case Command.Finish() -> new StepOutcome.Done();
    };
  }

  private StepOutcome carry(Step step) {
    if (step == Step.APPROVE) {
      showsMoving = false;
      return new Approval(planned, calls, desk, carrier).await(round);
    }
    if (!showsMoving) {
      Signs.moving();
      showsMoving = true;
    }
    return switch (step) {
      case SOAK -> soak();
      case DISABLE -> {
        StepOutcome outcome = carrier.carry(step, round);
        if (outcome instanceof StepOutcome.Done) {
          disabledAt = Calls.now();
        }
        yield outcome;
      }
      case ENABLE -> {
        StepOutcome outcome = carrier.carry(step, round);
        if (outcome instanceof StepOutcome.Done) {
          disabledAt = null;
        }
        yield outcome;
      }
      case APPROVE,
          PREFLIGHT,
          ISSUE,
          PROVE_NEW,
          DELIVER,
          CONFIRM,
          VALIDATE,
          OBSERVE,
          REVOKE,
          PROVE,
          RESTORE,
          WITHDRAW ->
          carrier.carry(step, round);
    };
  }

  private StepOutcome awaitResolution(HeldReason reason) {
    Hold hold = new Hold(planned, (RotationState.Held) state, round);
    Step step = ((RotationState.Held) state).step();
    desk.want(planned, Shown.forHold(planned, step, reason, round), hold.verbs());
    if (exception != null) {
      // Signed in a run before this one; who signed it is not asked again.
      desk.excepted(planned, Statement.parse(exception));
      exception = null;
    }
    if (!desk.holdsFor(planned)) {
      Renewal.ifLong(input);
    }
    Signs.held(planned, reason);
    showsMoving = false;
    nudged = false;
    while (true) {
      boolean woken =
          Wait.until(
              hold.until(),
              hold.summary(),
              () -> desk.holdsFor(planned) || (nudged && reason.heedsNudges()));
      if (desk.holdsFor(planned)) {
        Decided decision = desk.next(planned);
        if (reason.forgets()) {
          reopen();
        }
        if (carrier.admit(decision) && decision.verb() != Verb.EXCEPT) {
          desk.wantNothing(planned);
          return resolution(decision);
        }
        desk.wantStill(planned);
      } else if (reason.healsItself() || (nudged && reason.heedsNudges())) {
        desk.wantNothing(planned);
        return new StepOutcome.Retry();
      } else if (!woken) {
        calls.ask(hold.escalation());
      }
    }
  }

  /** What this run remembers is not to be trusted: reads the ledger anew. */
  private void reopen() {
    for (Turn turn : calls.open(input.unheld()).turns()) {
      if (turn.planned().id().equals(planned.id())) {
        carrier.trust(turn.head());
        state = turn.state();
        round = Math.max(round, turn.round());
        disabledAt = turn.disabledAt();
        exceptedUntil = turn.exceptedUntil();
      }
    }
  }

  private StepOutcome resolution(Decided decision) {
    return switch (decision.verb()) {
      case RETRY, ATTEST -> new StepOutcome.Retry();
      case CUT_ANYWAY -> new StepOutcome.CutAnyway();
      case ROLL_BACK -> new StepOutcome.RollBack();
      case COUNTERSIGN -> {
        exceptedUntil = decision.until();
        yield new StepOutcome.Excepted();
      }
      case APPROVE, DENY, EXCEPT, RULE_OUT, CLOSE, REOPEN, TRUST_ROSTER, VOUCH ->
          throw new IllegalStateException("%s resolves no hold".formatted(decision.verb()));
    };
  }

  private StepOutcome soak() {
    Instant from = disabledAt == null ? Calls.now() : disabledAt;
    Wait.until(
        from.plus(planned.pace().soak()), "soaks: disabled, watched until the revoke", () -> false);
    return new StepOutcome.Done();
  }

  private StepOutcome rest() {
    Instant until = exceptedUntil == null ? Calls.now() : exceptedUntil;
    Signs.excepted();
    showsMoving = false;
    Wait.until(until, "rests under a signed exception until %s".formatted(until), () -> false);
    Step step = ((RotationState.Excepted) state).step();
    carrier.hold(step, round, HeldReason.EXCEPTION_OVER, "the exception ended at " + until);
    return new StepOutcome.ExceptionOver();
  }
}
