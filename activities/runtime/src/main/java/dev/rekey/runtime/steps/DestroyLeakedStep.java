// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import java.util.Map;

/** Makes the old versions of a place that hold the leaked value unreadable. */
final class DestroyLeakedStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (WriteByHand.isFor(attempt)) {
      return attempt.placeDone("people write here: no old version is touched", false);
    }
    try (CredentialValue leaked = attempt.oldValue().orElse(null)) {
      if (leaked == null) {
        return attempt.placeDone("the leaked value is not held: old versions are left", false);
      }
      Outcome<Integer> destroyed =
          attempt
              .effects()
              .pass(
                  Effect.Type.DESTROY,
                  attempt.place().toString(),
                  Map.of(),
                  () -> attempt.places().destroyVersions(attempt.place(), leaked),
                  count -> Map.of("versions", count));
      int count = attempt.expect(destroyed);
      return attempt.placeDone("%d leaked versions destroyed".formatted(count), false);
    }
  }
}
