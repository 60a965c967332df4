// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.metrics;

import dev.rekey.runtime.board.Counts;
import dev.rekey.worker.systems.ConnectedSystems;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where campaigns that are not closed stand, as the board has it; read anew with every round of the
 * reconciler. One that was closed is not shown any more.
 */
public final class BoardMeters {

  private final Counts counts;
  private final ConnectedSystems systems;
  private final Table oldest;
  private final Table unproven;
  private final Table rotations;
  private final Table held;
  private final Table waiting;
  private final Table waitingLongest;
  private final Table alarms;
  private final Table budgets;

  public BoardMeters(Counts counts, ConnectedSystems systems, MeterRegistry registry) {
    this.counts = counts;
    this.systems = systems;
    this.oldest =
        gauge(
            registry,
            "rekey.oldest.live.age",
            "Since when the oldest leaked credential is exposed that is not proven dead; 0 if none",
            "seconds");
    this.unproven =
        gauge(registry, "rekey.unproven", "Rotations not proven, and rows not resolved", "rows");
    this.rotations = gauge(registry, "rekey.rotations", "Rotations by state", "rotations");
    this.held = gauge(registry, "rekey.held", "Held rotations by reason", "rotations");
    this.waiting =
        gauge(registry, "rekey.decisions", "Rotations that wait for a decision", "rotations");
    this.waitingLongest =
        gauge(
            registry,
            "rekey.decision.longest.wait",
            "How long the one that waits longest for a decision has waited",
            "seconds");
    this.alarms = gauge(registry, "rekey.alarms", "Alarms that were raised", "alarms");
    this.budgets =
        gauge(registry, "rekey.budget.left", "Calls that a system's budget allows now", "calls");
  }

  private static Table gauge(MeterRegistry registry, String name, String what, String unit) {
    return new Table(registry, name, what, unit);
  }

  /** Reads everything anew. */
  public void refresh() {
    show(oldest, counts.oldestLive());
    show(unproven, counts.unproven());
    show(rotations, counts.byState());
    show(held, counts.heldByReason());
    show(waiting, counts.waiting());
    show(waitingLongest, counts.longestWait());
    show(alarms, counts.alarms());
    Map<Tags, Double> left = new LinkedHashMap<>();
    systems
        .budgetsLeft()
        .forEach((system, calls) -> left.put(Tags.of("system", system.value()), (double) calls));
    budgets.show(left);
  }

  private static void show(Table table, List<Counts.Count> counts) {
    Map<Tags, Double> rows = new LinkedHashMap<>();
    for (Counts.Count count : counts) {
      List<Tag> tags = new ArrayList<>();
      count.of().forEach((name, value) -> tags.add(Tag.of(name, value)));
      rows.put(Tags.of(tags), count.number());
    }
    table.show(rows);
  }
}
