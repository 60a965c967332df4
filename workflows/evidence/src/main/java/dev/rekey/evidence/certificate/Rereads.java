// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where somebody said that nobody needs the old credential any more: that every place was read just
 * before it was touched, and none held it.
 */
final class Rereads {

  private record Work(String step, long round) {}

  private final Map<Work, Set<Long>> read = new LinkedHashMap<>();
  private int places;

  /** From now on so many places have to be read before each cut. */
  void demand(int number) {
    places = number;
  }

  /** A place was found as it should be. */
  void place(Entry entry) {
    if (places == 0) {
      return;
    }
    Fields fields = Fields.of("place", entry.body());
    read.computeIfAbsent(work(fields), _ -> new LinkedHashSet<>()).add(fields.number("at"));
  }

  /** What is missing before this cut, if anything. */
  Optional<String> missing(Entry cut) {
    if (places == 0) {
      return Optional.empty();
    }
    int found = read.getOrDefault(work(Fields.of("intent", cut.body())), Set.of()).size();
    return found < places
        ? Optional.of(
            "kills what nobody needs any more, and %d of %d places were read just before"
                .formatted(found, places))
        : Optional.empty();
  }

  private static Work work(Fields fields) {
    return new Work(fields.text("step"), fields.number("round"));
  }
}
