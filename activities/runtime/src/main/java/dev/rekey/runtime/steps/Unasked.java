// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static java.util.Objects.requireNonNull;

import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.gate.Passage;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.spi.Health;
import dev.rekey.words.HealthCheck;

/** Records consumers that no worker could ask: that keeps no owner from being asked. */
public final class Unasked {

  private final Records records;
  private final Beginning beginning;

  public Unasked(Ledger ledger, Board board) {
    this.records = new Records(ledger, board);
    this.beginning = new Beginning(ledger, board);
  }

  /** Records it, once, unless an answer came after all; fences off whoever still asks. */
  public StepResult record(StepRequest request, String why) {
    return switch (beginning.of(request)) {
      case Beginning.Found.Answer(StepResult result) -> result;
      case Beginning.Found.Proceed(Passage passage) -> {
        int index = requireNonNull(request.check(), "this request asks no consumer");
        HealthCheck check = passage.decided().health().get(index);
        yield records.consumer(
            passage, request, check, new Health(false, "could not be asked: " + why));
      }
    };
  }
}
