// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.metrics;

import dev.rekey.runtime.board.Counts;
import dev.rekey.worker.systems.ConnectedSystems;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/**
 * Where campaigns that are not closed stand, as the board has it; read anew with every round of the
 * reconciler. One that was closed is not shown any more.
 */
public final class BoardMeters {

  private final Counts counts;
  private final ConnectedSystems systems;
  private final MultiGauge oldest;
  private final MultiGauge unproven;
  private final MultiGauge rotations;
  private final MultiGauge held;
  private final MultiGauge waiting;
  private final MultiGauge waitingLongest;
  private final MultiGauge alarms;
  private final MultiGauge budgets;

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

  private static MultiGauge gauge(MeterRegistry registry, String name, String what, String unit) {
    return MultiGauge.builder(name).description(what).baseUnit(unit).register(registry);
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
    List<Row<?>> left = new ArrayList<>();
    systems
        .budgetsLeft()
        .forEach((system, calls) -> left.add(Row.of(Tags.of("system", system.value()), calls)));
    budgets.register(left, true);
  }

  private static void show(MultiGauge gauge, List<Counts.Count> counts) {
    List<Row<?>> rows = new ArrayList<>();
    for (Counts.Count count : counts) {
      List<Tag> tags = new ArrayList<>();
      count.of().forEach((name, value) -> tags.add(Tag.of(name, value)));
      rows.add(Row.of(Tags.of(tags), count.number()));
    }
    gauge.register(rows, true);
  }
}
