// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a drill comes to.
 *
 * @param looked how many rotations were looked at by now
 * @param readiness of a hundred rows of the scope, how many would go through by themselves
 * @param atLeast how long the campaign takes if nobody is waited for
 * @param atMost how long if every owner decides in the last moment
 * @param held how many rotations would be held, by reason
 */
public record DrillView(
    String campaign,
    int drill,
    boolean running,
    int rotations,
    int looked,
    int ready,
    int unresolved,
    int readiness,
    Duration atLeast,
    Duration atMost,
    Map<String, Integer> held,
    List<Asked> systems,
    List<Row> rows,
    List<String> warnings) {

  public DrillView {
    held = Collections.unmodifiableMap(new TreeMap<>(held));
    systems = List.copyOf(systems);
    rows = List.copyOf(rows);
    warnings = List.copyOf(warnings);
  }

  /** How many calls a system has to bear, about, and how many it may at most. */
  public record Asked(String system, int calls, @Nullable String rate) {}

  /** Why one would be held. */
  public record Hold(String reason, String detail) {}

  /**
   * One rotation.
   *
   * @param grade the best proof of death that can be reached; null if nothing can be said
   */
  public record Row(
      String rotation,
      int wave,
      String disposition,
      String team,
      @Nullable String grade,
      boolean ready,
      List<Hold> holds,
      List<String> notes) {

    public Row {
      holds = List.copyOf(holds);
      notes = List.copyOf(notes);
    }
  }
}
