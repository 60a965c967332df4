// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.reconcile;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.RotationWorkflow;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.runtime.board.Standing;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells rotations that wait for the end of what opens them that all of it has ended, until they
 * have gone on. A word too many is harmless: the gate looks for itself.
 */
final class Released {

  private static final Set<String> ENDED = Set.of("proven", "excepted");

  private final WorkflowClient temporal;

  Released(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /** Tells those of one campaign. */
  void tell(List<Standing> standings) {
    Set<RotationId> ended =
        standings.stream()
            .filter(one -> ENDED.contains(one.state()))
            .map(one -> one.planned().id())
            .collect(Collectors.toSet());
    standings.stream()
        .filter(one -> one.reason() == HeldReason.OPENER_ALIVE)
        .filter(one ->
            one.planned().openers().stream().allMatch(each -> ended.contains(each.rotation())))
        .map(one -> one.planned().id().lane())
        .distinct()
        .forEach(this::nudge);
  }

  private void nudge(Lane lane) {
    try {
      temporal.newWorkflowStub(RotationWorkflow.class, WorkflowIds.rotation(lane)).nudge();
    } catch (WorkflowNotFoundException gone) {
      // It is not running now; it is started anew, and the next round tells it.
      return;
    }
  }
}
