// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.words.Grade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** What a chain says of the old credential's death: what was seen of it before, and what after. */
final class Death {

  private SortedMap<String, Object> preflight = Collections.emptySortedMap();
  private SortedMap<String, Object> proof = Collections.emptySortedMap();
  private boolean attested;

  /** What preflight saw; empty before it. */
  Fields preflight() {
    return Fields.of(StepOrder.PREFLIGHT, preflight);
  }

  /** Takes note of a step that is done. */
  void done(String step, Fields fields, boolean byTwoPeople) {
    if (step.equals(StepOrder.PREFLIGHT)) {
      preflight = fields.map("facts");
    } else if (step.equals(StepOrder.PROVE)) {
      proof = fields.map("facts");
      attested = byTwoPeople;
    }
  }

  /** Found alive again: what was proven before counts no more. */
  void revived() {
    proof = Collections.emptySortedMap();
    attested = false;
  }

  /** What is missing of the proof of this grade. */
  List<String> gaps(Planned planned, StepOrder steps, Grade grade) {
    List<String> gaps = new ArrayList<>();
    if (!steps.isDone(StepOrder.PROVE)) {
      gaps.add("ends as proven, but step prove was never done");
    } else if (proof.isEmpty()) {
      gaps.add("ends as proven, but step prove has no facts");
    } else {
      gaps.addAll(new Proof(planned, preflight, proof).gaps(grade));
    }
    if (grade == Grade.ATTESTED && !attested) {
      gaps.add("ends as attested, but not by two people (expected: two different ones)");
    }
    return gaps;
  }
}
