// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.planning.Plan;
import java.util.ArrayList;
import java.util.List;

/** What a reader of a certificate must know beside it. */
final class Notes {

  private Notes() {}

  static List<String> of(Plan plan) {
    List<String> notes = new ArrayList<>();
    if (plan.compression() > 1) {
      notes.add(
          "sandbox: lags, soaks and windows were compressed by a factor of %d"
              .formatted(plan.compression()));
    }
    notes.add(
        "blind spot: temporary sessions made with a leaked access key can outlive it by up to 36"
            + " hours; they were not ended");
    plan.warnings().forEach(warning -> notes.add("the plan warned: " + warning));
    return notes;
  }
}
