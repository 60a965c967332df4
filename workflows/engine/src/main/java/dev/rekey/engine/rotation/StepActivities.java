// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * The steps that touch a system; served on that system's own task queue.
 *
 * <p>Each is safe to repeat with the same request. What may go through later is thrown as a
 * retryable failure whose type is the {@link dev.rekey.engine.life.HeldReason#text()} under which
 * the rotation is held when patience ends.
 */
@ActivityInterface
public interface StepActivities {

  /** The type of the failure that is no reason to hold: the system's own budget is used up. */
  String OVER_BUDGET = "over-budget";

  /** All that can be checked before the first side effect; seals the old value where it is held. */
  @ActivityMethod(name = "Preflight")
  StepResult preflight(StepRequest request);

  /** Reads one place before the first side effect: it must hold the old value. */
  @ActivityMethod(name = "CheckPlace")
  StepResult checkPlace(StepRequest request);

  /** Issues the new credential and seals its value. */
  @ActivityMethod(name = "Issue")
  StepResult issue(StepRequest request);

  /** Tries the new one until it works, over the kind's lag. */
  @ActivityMethod(name = "ProveNew")
  StepResult proveNew(StepRequest request);

  /** Writes the new value to one place. */
  @ActivityMethod(name = "Deliver")
  StepResult deliver(StepRequest request);

  /** Reads one place again: it must hold the new value. */
  @ActivityMethod(name = "RecheckPlace")
  StepResult recheckPlace(StepRequest request);

  /** Waits until the new one is seen in use. */
  @ActivityMethod(name = "Confirm")
  StepResult confirm(StepRequest request);

  /** Asks one consumer whether it is well; served on the queue of the system that asks it. */
  @ActivityMethod(name = "AskConsumer")
  StepResult askConsumer(StepRequest request);

  /** The new one is alive and speaks for the same identity. */
  @ActivityMethod(name = "Validate")
  StepResult validate(StepRequest request);

  /** Waits until the old one is not used any more. */
  @ActivityMethod(name = "Observe")
  StepResult observe(StepRequest request);

  /** Switches the old one off, reversibly. */
  @ActivityMethod(name = "Disable")
  StepResult disable(StepRequest request);

  /** Kills the old one, by its recorded id. */
  @ActivityMethod(name = "Revoke")
  StepResult revoke(StepRequest request);

  /** Makes old versions of one place that hold the leaked value unreadable. */
  @ActivityMethod(name = "DestroyLeaked")
  StepResult destroyLeaked(StepRequest request);

  /** Switches the old one on again. */
  @ActivityMethod(name = "Enable")
  StepResult enable(StepRequest request);

  /** Puts the old value back to one place. */
  @ActivityMethod(name = "RestorePlace")
  StepResult restorePlace(StepRequest request);

  /** Removes what was issued, once no place holds it. */
  @ActivityMethod(name = "Withdraw")
  StepResult withdraw(StepRequest request);

  /** Tries the old one, under controls, until its death is proven. */
  @ActivityMethod(name = "Prove")
  StepResult prove(StepRequest request);
}
