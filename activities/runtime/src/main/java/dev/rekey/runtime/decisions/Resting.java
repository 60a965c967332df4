// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.gate.SwitchedOff;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is off only to see who misses it does not stay so because somebody lets it rest. */
final class Resting {

  /** The verbs after which nothing is done for a while. */
  private static final Set<Verb> RESTS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Verb.NOT_MINE, Verb.NOT_BEFORE, Verb.ADD_CONSUMER, Verb.EXCEPT, Verb.COUNTERSIGN));

  private Resting() {}

  /** Why this cannot be decided while a chain stands as it does; empty if it can. */
  static Optional<String> objection(List<Entry> entries, Verb verb) {
    return SwitchedOff.brownout(entries)
        .filter(_ -> RESTS.contains(verb))
        .map(off ->
            ("%s would leave it switched off, as it is since %s to see who misses it (expected:"
                    + " retry, which switches it on again, or roll-back)")
                .formatted(CanonicalJson.name(verb), off.since()));
  }
}
