// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.rotation.HoldRequest;
import dev.rekey.evidence.chain.Head;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.ledger.Ledger;

/** Records holds that a workflow itself came to. */
public final class Holds {

  private final Records records;

  public Holds(Ledger ledger, Board board) {
    this.records = new Records(ledger, board);
  }

  /** Records the hold, once, and fences off whatever attempt is still running. */
  public Head hold(HoldRequest request) {
    return records.hold(request);
  }
}
