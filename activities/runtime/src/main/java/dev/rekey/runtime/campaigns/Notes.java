// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.Plan;
import dev.rekey.runtime.gate.Past;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a reader of a certificate must know beside it. */
final class Notes {

  private Notes() {}

  /**
   * The notes of a campaign.
   *
   * @param plans those that were carried out: the first, and what amended it, in order
   * @param chains of its rotations
   */
  static List<String> of(List<Plan> plans, Collection<List<Entry>> chains) {
    List<String> notes = new ArrayList<>();
    plans.stream()
        .mapToInt(Plan::compression)
        .filter(factor -> factor > 1)
        .max()
        .ifPresent(factor ->
            notes.add(
                "sandbox: lags, soaks and windows were compressed by a factor of %d"
                    .formatted(factor)));
    notes.add(
        "blind spot: temporary sessions made with a leaked access key can outlive it by up to 36"
            + " hours; they were not ended");
    long ageless = chains.stream().filter(Notes::isOfUnknownAge).count();
    if (ageless > 0) {
      notes.add(
          ("%d died of which no system said when they were made: each by a signed exposure or a"
                  + " decision about that very one")
              .formatted(ageless));
    }
    for (Plan plan : plans) {
      plan.warnings()
          .forEach(warning -> notes.add("plan %d warned: %s".formatted(plan.number(), warning)));
    }
    return notes;
  }

  private static boolean isOfUnknownAge(List<Entry> chain) {
    return chain.stream()
        .filter(entry -> entry.type().equals("step"))
        .map(entry -> Fields.of("step", entry.body()).objectOrNull("facts"))
        .anyMatch(facts -> facts != null && facts.has(Past.CREATED_UNKNOWN));
  }
}
