// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that passed every check.
 *
 * @param side for whom it was signed, for example {@code team data}; never a person's name
 * @param until for an exception: when it ends
 */
record Decided(Verb verb, Delivery delivery, String side, @Nullable Instant until) {

  /** What was decided and by which side, as histories may show it. */
  String sentence() {
    return "%s, signed for %s".formatted(CanonicalJson.name(verb), side);
  }
}
