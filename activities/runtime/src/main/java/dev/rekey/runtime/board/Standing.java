// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.board;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.Shown;
import dev.rekey.evidence.Digest;
import dev.rekey.planning.PlannedRotation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a rotation stands, as people see it.
 *
 * @param state planned, working, waiting, held, excepted or proven
 * @param reason why it is held, else null
 * @param planned what the plan says; the rotation's chain begins with it
 * @param note the last step's own sentence
 * @param amended what decisions have made of it; null if they have not
 */
public record Standing(
    PlannedRotation planned,
    String state,
    Step step,
    @Nullable HeldReason reason,
    int round,
    String note,
    @Nullable String grade,
    Instant since,
    @Nullable PlannedRotation amended) {

  /** What is planned, as signed decisions have made it by now. */
  public PlannedRotation decided() {
    return amended == null ? planned : amended;
  }

  /** What a decision about its hold must bind to; empty if it is not held. */
  public Optional<Digest> holdShown() {
    return reason == null
        ? Optional.empty()
        : Optional.of(Shown.forHold(decided(), step, reason, round));
  }
}
