// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One gauge with a row for each set of tags. A row that stays is not registered anew with every
 * value: a scrape that met the gauge gone and come back would find its name twice and fail whole.
 */
final class Table {

  private final MultiGauge gauge;
  private final Map<Tags, Double> values = new ConcurrentHashMap<>();

  Table(MeterRegistry registry, String name, String what, String unit) {
    this.gauge = MultiGauge.builder(name).description(what).baseUnit(unit).register(registry);
  }

  /** Shows these rows, and no others any more. */
  void show(Map<Tags, Double> rows) {
    values.putAll(rows);
    List<Row<?>> named =
        rows.keySet().stream()
            .<Row<?>>map(tags -> Row.of(tags, values, now -> now.getOrDefault(tags, Double.NaN)))
            .toList();
    gauge.register(named, false);
    values.keySet().retainAll(rows.keySet());
  }
}
