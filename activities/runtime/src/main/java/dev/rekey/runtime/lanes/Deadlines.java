// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.lanes;

import dev.rekey.engine.life.Fold;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.Admission;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Records that a deadline has come at which the approved plan cuts. The workflow's word is not
 * believed: it is this clock that counts, and what the chain says that people have signed.
 */
final class Deadlines {

  /** The type of such an entry. */
  private static final String TYPE = "deadline";

  private final Ledger ledger;
  private final Board board;
  private final Clock clock;

  Deadlines(Ledger ledger, Board board, Clock clock) {
    this.ledger = ledger;
    this.board = board;
    this.clock = clock;
  }

  Admission overdue(PlannedRotation planned, Head head) {
    return ledger.write(
        planned.id().toString(),
        chain -> {
          Past past = new Past(planned, chain.entries());
          if (!past.beginsAsPlanned()) {
            throw new TamperedLedger("the rotation's facts are not those that were planned");
          }
          boolean repeated =
              chain.head().seq() == head.seq() + 1
                  && chain.entries().getLast().type().equals(TYPE)
                  && past.fold().state().life().cutAnyway();
          if (repeated) {
            return new Admission(chain.head(), true, "the deadline is on record");
          }
          Instant now = clock.instant();
          Deadline deadline = past.planned().deadline();
          if (!chain.head().equals(head) || !past.fold().isDue(now) || deadline == null) {
            return new Admission(head, false, "the ledger does not say that it is to be cut now");
          }
          return new Admission(
              record(planned, past, chain, deadline),
              true,
              "cut at its deadline, as the plan was approved");
        });
  }

  private Head record(PlannedRotation planned, Past past, Ledger.Writer chain, Deadline deadline) {
    Head now =
        chain.append(
            TYPE,
            Map.of(
                "operation",
                "%s/deadline".formatted(planned.id()),
                "deadline",
                deadline.at(),
                "then",
                "cut",
                "round",
                past.fold().round()));
    Fold after = new Past(planned, chain.entries()).fold();
    if (after.state() instanceof RotationState.Working(Step step, var _)) {
      board.working(planned.id(), step, after.round(), "cut at its deadline");
    }
    return now;
  }
}
