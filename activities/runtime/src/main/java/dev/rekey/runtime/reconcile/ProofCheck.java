// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.reconcile;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.RotationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks for the proof behind every rotation that the board calls proven: whoever can write a row
 * could otherwise take a credential out of everybody's sight.
 */
final class ProofCheck {

  private static final String ALTERED = "the board called it proven, and no proof is on record";
  private static final String OTHER_FACTS = "the rotation's facts are not those that were planned";

  private final Ledger ledger;
  private final Board board;
  private final Set<RotationId> found = ConcurrentHashMap.newKeySet();
  private final Map<RotationId, Digest> facts = new ConcurrentHashMap<>();

  ProofCheck(Ledger ledger, Board board) {
    this.ledger = ledger;
    this.board = board;
  }

  /** Puts back what the ledger says of those that are not proven; whether there were any. */
  boolean putBack(List<Standing> standings) {
    boolean any = false;
    for (Standing standing : standings) {
      RotationId id = standing.planned().id();
      checkFacts(standing.planned());
      if (standing.state().equals("proven") && !found.contains(id)) {
        if (isProven(standing.planned())) {
          found.add(id);
        } else {
          any = true;
        }
      }
    }
    return any;
  }

  /** Nobody can decide about a row whose facts were altered, so nobody else would notice. */
  private void checkFacts(PlannedRotation planned) {
    RotationId id = planned.id();
    if (planned.shown().equals(facts.get(id))) {
      return;
    }
    try {
      boolean asPlanned =
          ledger
              .last(id.toString(), "planned")
              .filter(entry -> Past.text(entry, "shown").equals(planned.shown().value()))
              .isPresent();
      if (asPlanned) {
        facts.put(id, planned.shown());
      } else {
        board.alarmOnce(id.campaign(), id.toString(), OTHER_FACTS);
      }
    } catch (TamperedLedger altered) {
      board.alarmOnce(id.campaign(), id.toString(), String.valueOf(altered.getMessage()));
    }
  }

  private boolean isProven(PlannedRotation planned) {
    try {
      List<Entry> entries = ledger.read(planned.id().toString());
      Past past = new Past(planned, entries);
      if (past.beginsAsPlanned() && entries.getLast().type().equals("ended")) {
        return true;
      }
      board.alarm(planned.id().campaign(), planned.id().toString(), ALTERED);
      show(planned, past);
    } catch (TamperedLedger altered) {
      board.alarm(planned.id().campaign(), planned.id().toString(), altered.getMessage());
      board.held(planned.id(), Step.PREFLIGHT, HeldReason.TAMPERED, 0, altered.getMessage());
    }
    return false;
  }

  private void show(PlannedRotation planned, Past past) {
    int round = past.fold().round();
    switch (past.fold().state()) {
      case RotationState.Held(Step step, HeldReason reason, var _) ->
          board.held(planned.id(), step, reason, round, ALTERED);
      case RotationState.Working(Step step, var _) ->
          board.working(planned.id(), step, round, ALTERED);
      case RotationState.Excepted _ -> board.excepted(planned.id(), ALTERED);
      // Its proof is there, and its run is about to record the end.
      case RotationState.Proven _ -> board.working(planned.id(), Step.PROVE, round, ALTERED);
    }
  }
}
