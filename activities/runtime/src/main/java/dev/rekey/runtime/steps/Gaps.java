// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.Step;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.words.KindCapabilities.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * For how long each place held no value that works, where the old one dies before its replacement
 * stands: from the announced cut, so that it is never told too short, to the recorded write.
 */
public final class Gaps {

  /** Under this name the facts of step confirm hold them. */
  static final String FACT = "gaps";

  private Gaps() {}

  /** The place and its gap, in ISO 8601 to the millisecond; empty where nothing was cut first. */
  static SortedMap<String, String> of(PlannedRotation planned, Past past) {
    SortedMap<String, String> gaps = new TreeMap<>();
    cut(planned, past)
        .ifPresent(cut -> {
          for (int place = 0; place < planned.places().size(); place++) {
            String name = planned.places().get(place).toString();
            written(past, place)
                .filter(written -> written.isAfter(cut))
                .ifPresent(written ->
                    gaps.put(
                        name,
                        Duration.between(cut, written).truncatedTo(ChronoUnit.MILLIS).toString()));
          }
        });
    return gaps;
  }

  /** The first announced effect that kills, of the life that was begun last. */
  private static Optional<Instant> cut(PlannedRotation planned, Past past) {
    Set<String> kills =
        planned.overlap() == Overlap.NONE
            ? Set.of(Effect.Type.ISSUE.text())
            : Set.of(Effect.Type.DISABLE.text(), Effect.Type.REVOKE.text());
    Instant begun = past.doneAt(Step.PREFLIGHT).orElse(Instant.MIN);
    return past.entries().stream()
        .filter(entry -> entry.type().equals("intent") && !entry.at().isBefore(begun))
        .filter(entry -> kills.contains(Past.text(entry, "effect")))
        .map(Entry::at)
        .findFirst();
  }

  /** When the place was last written or seen to hold the new value. */
  private static Optional<Instant> written(Past past, int place) {
    return past.entries().stream()
        .filter(entry -> entry.type().equals("place"))
        .filter(entry -> Past.text(entry, "step").equals(Step.DELIVER.text()))
        .filter(entry -> Long.valueOf(place).equals(entry.body().get("at")))
        .map(Entry::at)
        .reduce((_, last) -> last);
  }

  /** One sentence about the longest that is on record; empty if none is. */
  public static String sentence(Past past) {
    List<Duration> gaps =
        past.facts(Step.CONFIRM).map(Gaps::read).orElse(List.of()).stream().sorted().toList();
    return gaps.isEmpty()
        ? ""
        : "%d place%s held no value that works, for at most %s"
            .formatted(gaps.size(), gaps.size() == 1 ? "" : "s", gaps.getLast());
  }

  private static List<Duration> read(SortedMap<String, Object> facts) {
    return facts.containsKey(FACT)
        ? Fields.of("confirm", facts).texts(FACT).values().stream().map(Duration::parse).toList()
        : List.of();
  }
}
