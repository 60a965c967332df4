// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.planning.Plan;
import java.util.ArrayList;
import java.util.List;

/** What a reader of a certificate must know beside it. */
final class Notes {

  private Notes() {}

  /**
   * The notes of a campaign.
   *
   * @param plans those that were carried out: the first, and what amended it, in order
   */
  static List<String> of(List<Plan> plans) {
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
    for (Plan plan : plans) {
      plan.warnings()
          .forEach(warning -> notes.add("plan %d warned: %s".formatted(plan.number(), warning)));
    }
    return notes;
  }
}
