// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import dev.rekey.engine.life.Command.AwaitDecision;
import dev.rekey.engine.life.Command.Carry;
import dev.rekey.engine.life.Command.Finish;
import dev.rekey.engine.life.Command.Rest;
import dev.rekey.engine.life.RotationState.Held;
import dev.rekey.engine.life.RotationState.Proven;
import dev.rekey.engine.life.RotationState.Working;

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
      case Working(Step step, Life life) ->
          switch (outcome) {
            case StepOutcome.Done() -> onward(life.with(step));
            case StepOutcome.Regressed() -> onward(life.uninstalled());
            case StepOutcome.Lost() -> onward(life.unreplaced());
            case StepOutcome.Blocked(HeldReason reason) -> held(step, reason, life);
            case StepOutcome.Retry(),
                StepOutcome.CutAnyway(),
                StepOutcome.RollBack(),
                StepOutcome.Excepted(),
                StepOutcome.ExceptionOver() ->
                unchanged(state);
          };
      case Held(Step step, HeldReason _, Life life) ->
          switch (outcome) {
            case StepOutcome.Retry() -> onward(life);
            case StepOutcome.CutAnyway() -> onward(life.cut());
            case StepOutcome.RollBack() ->
                life.canBeUndone() ? onward(life.undo()) : unchanged(state);
            case StepOutcome.Excepted() ->
                new Transition(new RotationState.Excepted(step, life), new Rest());
            case StepOutcome.Blocked(HeldReason other) -> held(step, other, life);
            case StepOutcome.Done(),
                StepOutcome.Regressed(),
                StepOutcome.Lost(),
                StepOutcome.ExceptionOver() ->
                unchanged(state);
          };
      case RotationState.Excepted(Step step, Life life) ->
          switch (outcome) {
            case StepOutcome.ExceptionOver() -> held(step, HeldReason.EXCEPTION_OVER, life);
            case StepOutcome.Done(),
                StepOutcome.Regressed(),
                StepOutcome.Lost(),
                StepOutcome.Blocked(HeldReason _),
                StepOutcome.Retry(),
                StepOutcome.CutAnyway(),
                StepOutcome.RollBack(),
                StepOutcome.Excepted() ->
                unchanged(state);
          };
      case Proven _ -> unchanged(state);
    };
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
