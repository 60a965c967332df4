// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.HoldShown;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.DoneByHand;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.tasks.Task;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Closes a step that nothing but people can check: two different ones signed, about this very hold,
 * that it is so, and neither of them did it. The verifier counts the same signatures in the chain.
 */
final class Attestations {

  private static final int ENOUGH = 2;

  private Attestations() {}

  /**
   * The step is done if enough people attested it; else it is held until they have.
   *
   * @param question what they have to say, for the hold
   */
  static StepResult require(
      Attempt attempt, Task.Work work, String question, String note, Map<String, ?> facts) {
    requireTwo(attempt, work, question);
    return attempt.done(note, facts);
  }

  /** The same for what one place holds. */
  static StepResult requireOfPlace(Attempt attempt, String question, String note) {
    requireTwo(attempt, Task.Work.WRITE, question);
    return attempt.placeDone(note, /* completes= */ true, Map.of("attested", true));
  }

  private static void requireTwo(Attempt attempt, Task.Work work, String question) {
    Set<String> people = of(attempt.past(), attempt.planned(), attempt.step());
    if (people.size() < ENOUGH) {
      throw new Refusal(HeldReason.UNATTESTED, question);
    }
    attempt.tasks().attested(attempt.planned(), work);
  }

  /** Who attested the hold of this step that came last. */
  private static Set<String> of(Past past, PlannedRotation planned, Step step) {
    Set<String> people = new LinkedHashSet<>();
    String asked = "";
    String doer = "";
    for (Entry entry : past.entries()) {
      doer = DoneByHand.by(entry).orElse(doer);
      if (entry.type().equals("step") && step.text().equals(entry.body().get("step"))) {
        people.clear();
        asked = asked(planned, step, entry);
      } else if (entry.type().equals("decision")
          && Past.text(entry, "verb").equals("attest")
          && Past.text(entry, "shown").equals(asked)
          && !Past.text(entry, "person").equals(doer)) {
        people.add(Past.text(entry, "person"));
      }
    }
    return people;
  }

  private static String asked(PlannedRotation planned, Step step, Entry entry) {
    return HeldReason.UNATTESTED.text().equals(entry.body().get("reason"))
            && entry.body().get("round") instanceof Long round
        ? HoldShown.of(planned.shown(), step.text(), HeldReason.UNATTESTED.text(), round + 1)
            .value()
        : "";
  }
}
