// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.HoldShown;
import dev.rekey.planning.PlannedRotation;

/**
 * The digest of what a decision was shown: any change of the facts voids it (P7).
 *
 * <p>Who asks for a decision and who verifies one compute it here, from the same facts.
 */
public final class Shown {

  private Shown() {}

  /** What an approval of a rotation binds to: all facts of its row in the plan. */
  public static Digest forApproval(PlannedRotation planned) {
    return planned.shown();
  }

  /** What a decision about a hold binds to: the facts, and this very hold. */
  public static Digest forHold(PlannedRotation planned, Step step, HeldReason reason, int round) {
    return HoldShown.of(planned.shown(), step.text(), reason.text(), round);
  }
}
