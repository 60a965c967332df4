// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/**
 * Keeps histories below the 4,096 events at which a server asks for it: a hold that tries again
 * every few minutes would pass that in days. All that matters stands in the ledger, so that a new
 * run goes on where this one is.
 */
final class Renewal {

  private static final long MOST_EVENTS = 3_000;

  private Renewal() {}

  /** Goes on in a new run if this one's history has grown long. */
  static void ifLong(LaneInput input) {
    WorkflowInfo run = Workflow.getInfo();
    if (run.getHistoryLength() < MOST_EVENTS && !run.isContinueAsNewSuggested()) {
      return;
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
    ContinueAsNewOptions sameSigns =
        ContinueAsNewOptions.newBuilder()
            .setTypedSearchAttributes(Workflow.getTypedSearchAttributes())
            .build();
    Workflow.newContinueAsNewStub(RotationWorkflow.class, sameSigns).run(input.unheld());
  }
}
