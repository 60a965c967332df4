// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Choices;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One credential's way through its life: carries out commands, one at a time. */
final class Rotation {

  private final LaneInput input;
  private final Calls calls;
  private final DecisionDesk desk;
  private final Carrier carrier;
  private final KillClock killClock;
  private RotationState state;
  private int round;
  private boolean nudged;
  private boolean showsMoving = true;
  private @Nullable Instant disabledAt;
  private @Nullable Instant exceptedUntil;
  private @Nullable String exception;

  Rotation(Turn turn, LaneInput input, Calls calls, DecisionDesk desk) {
    this.input = input;
    this.calls = calls;
    this.desk = desk;
    this.carrier = new Carrier(turn.planned(), turn.voices(), calls, turn.head());
    this.killClock = new KillClock(carrier, calls);
    this.state = turn.state();
    this.round = turn.round();
    this.disabledAt = turn.disabledAt();
    this.exceptedUntil = turn.exceptedUntil();
    this.exception = turn.exception();
    desk.foresee(turn.planned(), this::ahead);
  }

  void run() {
    HeldReason heldBecause = input.heldBecause();
    if (heldBecause != null && state instanceof RotationState.Working(Step step, var _)) {
      follow(carrier.hold(step, round, heldBecause, heldBecause.sentence()));
    }
    while (!(Transition.commandOf(state) instanceof Command.Finish)) {
      Signs.show(planned(), state, carrier);
      if (!disputed() && !decidedMeanwhile()) {
        obey(Transition.commandOf(state)).ifPresent(this::follow);
      }
    }
    carrier.end();
    Signs.show(planned(), state, carrier);
  }

  private PlannedRotation planned() {
    return carrier.planned();
  }

  private boolean disputed() {
    Step step =
        switch (state) {
          case RotationState.Working(Step working, var _) -> working;
          case RotationState.Held(Step held, HeldReason reason, var _) ->
              reason == HeldReason.DISPUTED ? null : held;
          case RotationState.Excepted _, RotationState.Proven _ -> null;
        };
    if (step == null || !carrier.voices().isDisputed()) {
      return false;
    }
    String why =
        "handed over by %s, now to %s"
            .formatted(String.join(" -> ", carrier.voices().handedOver()), planned().owner());
    follow(carrier.hold(step, round, HeldReason.DISPUTED, why));
    return true;
  }

  private boolean decidedMeanwhile() {
    if (!desk.holdsFor(planned())) {
      return false;
    }
    Decided decision = desk.next(planned());
    desk.wantNothing(planned());
    if (Choices.of(state).contains(decision.verb()) && carrier.admit(decision)) {
      follow(decision.outcome());
    }
    return true;
  }

  void nudge() {
    nudged = true;
  }

  String standing() {
    return "%s: %s".formatted(planned().id().credential(), Signs.sentence(state, carrier.note()));
  }

  /** What a decision may have been shown before this run itself knows of it. */
  private List<Digest> ahead() {
    List<Digest> ahead = new ArrayList<>();
    switch (state) {
      case RotationState.Working(Step step, var _) -> {
        for (HeldReason reason : HeldReason.values()) {
          ahead.add(Shown.forHold(planned(), step, reason, round + 1));
        }
        ahead.add(Shown.forHold(planned(), step, HeldReason.ROLLED_BACK, round));
        if (step == Step.APPROVE) {
          ahead.add(Shown.forApproval(planned()));
        }
      }
      case RotationState.Held(Step step, HeldReason reason, var _) ->
          ahead.add(Shown.forHold(planned(), step, reason, round));
      case RotationState.Excepted(Step step, var _) ->
          ahead.add(Shown.forHold(planned(), step, HeldReason.EXCEPTION_OVER, round + 1));
      case RotationState.Proven _ -> {}
    }
    return ahead;
  }

  private void follow(StepOutcome outcome) {
    if (!(outcome instanceof StepOutcome.Done)) {
      round++;
      carrier.movedOn();
    }
    state = Transition.next(state, outcome).state();
  }

  private Optional<StepOutcome> obey(Command command) {
    return switch (command) {
      case Command.Carry(Step step) -> step == Step.APPROVE ? approval() : heedfully(step);
      case Command.AwaitDecision(HeldReason reason) -> Optional.of(awaitResolution(reason));
      case Command.Rest() -> Optional.of(rest());
      case Command.Finish() -> Optional.empty();
    };
  }

  private Optional<StepOutcome> approval() {
    showsMoving = false;
    return Optional.of(Approval.sought(state, calls, desk, carrier, killClock, round));
  }

  private Optional<StepOutcome> heedfully(Step step) {
    PlannedRotation planned = planned();
    Set<Verb> verbs = Choices.of(state);
    if (!verbs.isEmpty()) {
      desk.wantMeanwhile(planned, Shown.forApproval(planned), verbs, carrier::voices);
    }
    if (!mayGoOn()) {
      return Optional.empty();
    }
    if (!showsMoving) {
      Signs.moving();
      showsMoving = true;
    }
    StepOutcome outcome = carry(step);
    if (step == Step.SOAK && outcome instanceof StepOutcome.Done && !soaked()) {
      return Optional.empty();
    }
    if (!desk.holdsFor(planned)) {
      desk.wantNothing(planned);
    }
    return Optional.of(outcome);
  }

  private boolean mayGoOn() {
    Instant notBefore = carrier.voices().notBefore();
    if (notBefore == null || !Calls.now().isBefore(notBefore)) {
      return true;
    }
    showsMoving = false;
    Signs.waiting(planned());
    String what = "waits until %s, as somebody asked; then goes on".formatted(notBefore);
    return !Wait.until(notBefore, what, () -> desk.holdsFor(planned()));
  }

  private StepOutcome carry(Step step) {
    return switch (step) {
      case DISABLE, ENABLE -> {
        StepOutcome outcome = carrier.carry(step, round);
        if (outcome instanceof StepOutcome.Done) {
          disabledAt = step == Step.DISABLE ? Calls.now() : null;
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
          SOAK,
          REVOKE,
          PROVE,
          RESTORE,
          WITHDRAW ->
          carrier.carry(step, round);
    };
  }

  private StepOutcome awaitResolution(HeldReason reason) {
    PlannedRotation planned = planned();
    Hold hold = new Hold(planned, (RotationState.Held) state, round);
    Step step = ((RotationState.Held) state).step();
    desk.want(
        planned, Shown.forHold(planned, step, reason, round), Choices.of(state), carrier::voices);
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
              killClock.before(hold.until()),
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
      } else if (!woken && killClock.isDue()) {
        Optional<StepOutcome> struck = killClock.strike(state, round);
        if (struck.isPresent()) {
          desk.wantNothing(planned);
          return struck.get();
        }
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
      if (turn.planned().id().equals(planned().id())) {
        carrier.trust(turn);
        state = turn.state();
        round = Math.max(round, turn.round());
        disabledAt = turn.disabledAt();
        exceptedUntil = turn.exceptedUntil();
      }
    }
  }

  private StepOutcome resolution(Decided decision) {
    exceptedUntil = decision.verb() == Verb.COUNTERSIGN ? decision.until() : exceptedUntil;
    return decision.outcome();
  }

  private boolean soaked() {
    Instant from = disabledAt == null ? Calls.now() : disabledAt;
    return !Wait.until(
        from.plus(planned().pace().soak()),
        "soaks: disabled, watched until the revoke",
        () -> desk.holdsFor(planned()));
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
