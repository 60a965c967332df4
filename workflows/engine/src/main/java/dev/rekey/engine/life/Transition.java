// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import dev.rekey.engine.life.Command.AwaitDecision;
import dev.rekey.engine.life.Command.Carry;
import dev.rekey.engine.life.Command.Finish;
import dev.rekey.engine.life.Command.Rest;
import dev.rekey.engine.life.RotationState.Held;
import dev.rekey.engine.life.RotationState.Proven;
import dev.rekey.engine.life.RotationState.Working;
import dev.rekey.evidence.decision.Verb;

/**
 * The transition function: pure, total, and the only thing that says what a rotation does next.
 *
 * <p>An outcome that does not belong to a state (a decision that comes late, say) changes nothing.
 */
public record Transition(RotationState state, Command command) {

  /** The first transition of a life. */
  public static Transition begin(Life life) {
    return onward(life);
  }

  /** What follows from {@code outcome} in {@code state}. */
  public static Transition next(RotationState state, StepOutcome outcome) {
    return switch (state) {
      case Working working -> next(working, outcome);
      case Held held -> next(held, outcome);
      case RotationState.Excepted excepted -> next(excepted, outcome);
      case Proven _ -> unchanged(state);
    };
  }

  private static Transition next(Working state, StepOutcome outcome) {
    Life life = state.life();
    return switch (outcome) {
      case StepOutcome.Done() -> onward(life.with(state.step()));
      case StepOutcome.Regressed() -> onward(life.uninstalled());
      case StepOutcome.Lost() -> onward(life.unreplaced());
      case StepOutcome.Blocked(HeldReason reason) -> held(state.step(), reason, life);
      case StepOutcome.Extended(), StepOutcome.Retired() -> changed(state, outcome);
      case StepOutcome.Retry(),
          StepOutcome.CutAnyway(),
          StepOutcome.RollBack(),
          StepOutcome.Excepted(),
          StepOutcome.ExceptionOver(),
          StepOutcome.HandedOver(),
          StepOutcome.Postponed(),
          StepOutcome.ByHand(),
          StepOutcome.Prolonged() ->
          unchanged(state);
      case StepOutcome.Overdue() ->
          state.step() == Step.APPROVE && life.canBeCut()
              ? onward(life.overdue())
              : unchanged(state);
    };
  }

  private static Transition next(Held state, StepOutcome outcome) {
    Life life = state.life();
    return switch (outcome) {
      case StepOutcome.Retry(), StepOutcome.Postponed() -> onward(life);
      case StepOutcome.Extended(), StepOutcome.Retired() -> changed(state, outcome);
      case StepOutcome.HandedOver() ->
          state.reason() == HeldReason.DISPUTED ? onward(life) : unchanged(state);
      case StepOutcome.CutAnyway() -> onward(life.cut());
      case StepOutcome.ByHand() ->
          AnotherWay.isOpen(state) ? onward(life.by(state.step())) : unchanged(state);
      case StepOutcome.Overdue() ->
          state.reason().yieldsToDeadlines() && life.canBeCut()
              ? onward(life.overdue())
              : unchanged(state);
      case StepOutcome.Prolonged() ->
          state.reason() == HeldReason.OVERDUE ? onward(life) : unchanged(state);
      case StepOutcome.RollBack() -> life.canBeUndone() ? onward(life.undo()) : unchanged(state);
      case StepOutcome.Excepted() ->
          new Transition(new RotationState.Excepted(state.step(), life), new Rest());
      case StepOutcome.Blocked(HeldReason other) -> held(state.step(), other, life);
      case StepOutcome.Done(),
          StepOutcome.Regressed(),
          StepOutcome.Lost(),
          StepOutcome.ExceptionOver() ->
          unchanged(state);
    };
  }

  private static Transition next(RotationState.Excepted state, StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.ExceptionOver() ->
          held(state.step(), HeldReason.EXCEPTION_OVER, state.life());
      case StepOutcome.Done(),
          StepOutcome.Regressed(),
          StepOutcome.Lost(),
          StepOutcome.Blocked(HeldReason _),
          StepOutcome.Retry(),
          StepOutcome.CutAnyway(),
          StepOutcome.RollBack(),
          StepOutcome.Excepted(),
          StepOutcome.HandedOver(),
          StepOutcome.Postponed(),
          StepOutcome.Extended(),
          StepOutcome.Retired(),
          StepOutcome.ByHand(),
          StepOutcome.Prolonged(),
          StepOutcome.Overdue() ->
          unchanged(state);
    };
  }

  /** A decision that changes what will happen counts only where that still can be changed. */
  private static Transition changed(RotationState state, StepOutcome outcome) {
    boolean retired = outcome instanceof StepOutcome.Retired;
    if (!Choices.changes(state).contains(retired ? Verb.RETIRE : Verb.ADD_CONSUMER)) {
      return unchanged(state);
    }
    return onward(retired ? state.life().retired() : state.life().extended());
  }

  /**
   * What was proven dead was found alive again, and two people have reopened its campaign: held
   * until somebody decides. What is not proven stays as it is.
   */
  public static Transition revived(RotationState state) {
    return state instanceof Proven(Life life)
        ? held(Step.REVOKE, HeldReason.STILL_ALIVE, life.unproven())
        : unchanged(state);
  }

  /** The command that belongs to a state. */
  public static Command commandOf(RotationState state) {
    return switch (state) {
      case Working(Step step, Life _) -> new Carry(step);
      case Held(Step _, HeldReason reason, Life _) -> new AwaitDecision(reason);
      case RotationState.Excepted _ -> new Rest();
      case Proven _ -> new Finish();
    };
  }

  private static Transition onward(Life life) {
    return unchanged(
        life.next()
            .<RotationState>map(step -> new Working(step, life))
            .orElseGet(() -> atTheEnd(life)));
  }

  /** The end of the way back is no end: the leaked one lives, and somebody has to decide. */
  private static RotationState atTheEnd(Life life) {
    return life.undoing()
        ? new Held(Step.WITHDRAW, HeldReason.ROLLED_BACK, life.undone())
        : new Proven(life);
  }

  private static Transition held(Step step, HeldReason reason, Life life) {
    return unchanged(new Held(step, reason, life));
  }

  private static Transition unchanged(RotationState state) {
    return new Transition(state, commandOf(state));
  }
}
