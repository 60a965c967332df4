// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.board;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.Shown;
import dev.rekey.evidence.Digest;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
 * @param offSince since when the old one is switched off; null if it is not
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
    @Nullable PlannedRotation amended,
    @Nullable Instant offSince) {

  static Standing of(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    String amended = row.getString("amended");
    Timestamp off = row.getTimestamp("off_since");
    return new Standing(
        Stored.read(row.getString("facts"), PlannedRotation.class),
        row.getString("state"),
        Step.of(row.getString("step")),
        reason == null ? null : HeldReason.of(reason),
        row.getInt("round"),
        row.getString("note"),
        row.getString("grade"),
        row.getTimestamp("since").toInstant(),
        amended == null ? null : Stored.read(amended, PlannedRotation.class),
        off == null ? null : off.toInstant());
  }

  /** What is planned, as signed decisions have made it by now. */
  public PlannedRotation decided() {
    return amended == null ? planned : amended;
  }

  /** Whether nothing is left to be done, or to wait for. */
  public boolean isOver() {
    return state.equals("proven") || state.equals("excepted");
  }

  /** Whether it was to be dead by now. */
  public boolean isOverdue(Instant now) {
    Deadline deadline = decided().deadline();
    return deadline != null && !isOver() && !now.isBefore(deadline.at());
  }

  /** Whether it is switched off just now to see who misses it. */
  public boolean isBrownedOut() {
    return offSince != null && step == Step.OBSERVE && !isOver();
  }

  /** What a decision about its hold must bind to; empty if it is not held. */
  public Optional<Digest> holdShown() {
    return reason == null
        ? Optional.empty()
        : Optional.of(Shown.forHold(decided(), step, reason, round));
  }
}
