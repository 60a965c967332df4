// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.metrics;

import dev.rekey.worker.systems.ConnectedSystems;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where campaigns that are not closed stand, as the board has it; read anew with every round of the
 * reconciler. One that was closed is not shown any more.
 */
public final class BoardMeters {

  private static final String OPEN = " from campaign c where c.state <> 'closed'";

  private static final String UNPROVEN =
      "(select count(*) from rotation r where r.campaign = c.name and r.state <> 'proven')"
          + " + (select count(*) from scope_row s where s.campaign = c.name"
          + " and s.state = 'unresolved')";

  private static final String BY_STATE =
      "select r.campaign, r.state, count(*) from rotation r join campaign c on c.name = r.campaign"
          + " where c.state <> 'closed' group by r.campaign, r.state";

  private static final String BY_REASON =
      "select r.campaign, r.reason, count(*) from rotation r join campaign c on c.name = r.campaign"
          + " where c.state <> 'closed' and r.reason is not null group by r.campaign, r.reason";

  private static final String WAITING =
      "select r.campaign, r.state, %s from rotation r join campaign c on c.name = r.campaign"
          + " where c.state <> 'closed' and r.state in ('waiting', 'held')"
          + " group by r.campaign, r.state";

  private final JdbcClient jdbc;
  private final ConnectedSystems systems;
  private final MultiGauge oldest;
  private final MultiGauge unproven;
  private final MultiGauge rotations;
  private final MultiGauge held;
  private final MultiGauge waiting;
  private final MultiGauge waitingLongest;
  private final MultiGauge alarms;
  private final MultiGauge budgets;

  public BoardMeters(JdbcClient jdbc, ConnectedSystems systems, MeterRegistry registry) {
    this.jdbc = jdbc;
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
    show(
        oldest,
        "select c.name, case when %s > 0 then extract(epoch from now() - c.exposed_from) else 0 end"
                .formatted(UNPROVEN)
            + OPEN,
        "campaign");
    show(unproven, "select c.name, %s".formatted(UNPROVEN) + OPEN, "campaign");
    show(rotations, BY_STATE, "campaign", "state");
    show(held, BY_REASON, "campaign", "reason");
    show(waiting, WAITING.formatted("count(*)"), "campaign", "state");
    show(
        waitingLongest,
        WAITING.formatted("extract(epoch from now() - min(r.since))"),
        "campaign",
        "state");
    show(
        alarms,
        "select c.name, (select count(*) from alarm a where a.campaign = c.name)" + OPEN,
        "campaign");
    List<Row<?>> left = new ArrayList<>();
    systems
        .budgetsLeft()
        .forEach((system, calls) -> left.add(Row.of(Tags.of("system", system.value()), calls)));
    budgets.register(left, true);
  }

  /** Shows what a query returns: first the labels, last the number. */
  private void show(MultiGauge gauge, String query, String... labels) {
    List<Row<?>> rows =
        jdbc.sql(query)
            .<Row<?>>query((row, _) -> {
              Tags tags = Tags.empty();
              for (int i = 0; i < labels.length; i++) {
                tags = tags.and(labels[i], row.getString(i + 1));
              }
              return Row.of(tags, row.getDouble(labels.length + 1));
            })
            .list();
    gauge.register(rows, true);
  }
}
