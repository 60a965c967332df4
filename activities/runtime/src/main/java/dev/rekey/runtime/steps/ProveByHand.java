// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.tasks.Task;
import java.util.Map;

/**
 * Where nothing can be asked, two people attest: first the new credential, in the end the death.
 */
final class ProveByHand {

  private ProveByHand() {}

  static StepResult fresh(Attempt attempt) {
    return Attestations.require(
        attempt,
        Task.Work.ISSUE,
        "two people say that the new one works and speaks for %s"
            .formatted(attempt.planned().id().lane().identity()),
        "two people attested the new one",
        Map.of("attested", true));
  }

  static StepResult dead(Attempt attempt) {
    return Attestations.require(
        attempt,
        Task.Work.REVOKE,
        "two people say that %s is dead".formatted(attempt.planned().id().credential()),
        "two people attested its death",
        Map.of("grade", "attested", "attested", true));
  }
}
