// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.words.Disposition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** That each consumer whom the plan names was found well just before the old one was touched. */
final class Consumers {

  /** The type of the entry that says what one of them answered. */
  static final String TYPE = "health";

  private record Work(String step, long round) {}

  private final Map<Work, Set<Long>> well = new LinkedHashMap<>();
  private final int checks;

  Consumers(Planned planned) {
    boolean asked = planned.disposition() != Disposition.REVOKE_NOW;
    this.checks =
        asked && planned.facts().get("health") instanceof List<?> named ? named.size() : 0;
  }

  /** One of them answered. */
  void answer(Entry entry) {
    Fields fields = Fields.of(TYPE, entry.body());
    if (fields.flag("well")) {
      well.computeIfAbsent(work(fields), _ -> new LinkedHashSet<>()).add(fields.number("check"));
    }
  }

  /** What is missing before this cut, if anything. */
  Optional<String> missing(Entry cut) {
    if (checks == 0) {
      return Optional.empty();
    }
    int found = well.getOrDefault(work(Fields.of("intent", cut.body())), Set.of()).size();
    return found < checks
        ? Optional.of(
            "kills the old credential while %d of %d consumers were found well just before"
                .formatted(found, checks))
        : Optional.empty();
  }

  private static Work work(Fields fields) {
    return new Work(fields.text("step"), fields.number("round"));
  }
}
