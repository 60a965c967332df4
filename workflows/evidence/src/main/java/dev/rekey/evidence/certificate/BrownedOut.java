// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * That what was switched off only to see who misses it was meant to be by the plan, and was
 * switched on again before anything else happened.
 */
final class BrownedOut {

  private static final String OBSERVE = "observe";

  private final Set<String> ends = new LinkedHashSet<>();
  private boolean off;

  /** What is wrong with switching it off here, if anything. */
  Optional<String> cut(Entry intent, Planned planned) {
    if (!isOne(intent)) {
      return Optional.empty();
    }
    off = true;
    boolean asked =
        planned.facts().get("pace") instanceof Map<?, ?> pace && pace.containsKey("brownout");
    return asked
        ? Optional.empty()
        : Optional.of("switches the old credential off in step observe, which the plan does not");
  }

  /** Whether this ends what was begun here, so that nobody has to decide it. */
  boolean ends(Entry intent) {
    ends.add(Fields.of("intent", intent.body()).text("operation"));
    return isOne(intent) && off;
  }

  /** Switched on again, or gone: nobody misses it any longer. */
  void outcome(Fields fields) {
    boolean over =
        fields.text("result").equals("done") || "not-found".equals(fields.textOrNull("why"));
    if (over && ends.contains(fields.text("operation"))) {
      off = false;
    }
  }

  /** What is wrong with this step being done, if anything. */
  Optional<String> done(String step) {
    return step.equals(OBSERVE) && off
        ? Optional.of("step observe is done while the old credential is switched off")
        : Optional.empty();
  }

  private static boolean isOne(Entry intent) {
    return OBSERVE.equals(intent.body().get("step"));
  }
}
