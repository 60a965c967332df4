// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a decision about a hold was shown: the planned facts, and this very hold. */
public final class HoldShown {

  private HoldShown() {}

  /**
   * The digest that binds a decision to one hold.
   *
   * @param facts the digest of what was planned
   * @param reason as the ledger writes it
   * @param round of the hold, one more than that of the step that was held
   */
  public static Digest of(Digest facts, String step, String reason, long round) {
    SortedMap<String, Object> shown = new TreeMap<>();
    shown.put("facts", facts.value());
    shown.put("held", reason);
    shown.put("round", round);
    shown.put("step", step);
    return Digest.ofText(CanonicalJson.write(shown));
  }
}
