// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that come, change and go are scraped whole at any moment. */
@Timeout(60)
class TableTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Table table = new Table(registry, "rekey.held", "by state", "rotations");

  private static Map<Tags, Double> row(String state, double number) {
    return Map.of(Tags.of("state", state), number);
  }

  @Test
  void aRowTakesItsNewValueAndOneThatIsNotShownGoes() {
    table.show(row("waiting", 2));
    table.show(row("waiting", 1));
    assertThat(registry.scrape()).contains("rekey_held_rotations{state=\"waiting\"} 1.0");

    table.show(row("proven", 2));
    assertThat(registry.scrape())
        .contains("rekey_held_rotations{state=\"proven\"} 2.0")
        .doesNotContain("waiting");

    table.show(Map.of());
    assertThat(registry.scrape()).doesNotContain("rekey_held_rotations{");
    table.show(row("waiting", 3));
    assertThat(registry.scrape()).contains("rekey_held_rotations{state=\"waiting\"} 3.0");
  }

  @Test
  void aScrapeBesideChangesNeverFails() {
    List<Table> tables =
        IntStream.range(0, 8)
            .mapToObj(number -> new Table(registry, "rekey.table" + number, "many", "rows"))
            .toList();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> changes =
        CompletableFuture.runAsync(() -> {
          for (int round = 0; !over.get(); round++) {
            Map<Tags, Double> rows = row("waiting", round);
            tables.forEach(each -> each.show(rows));
          }
        });
    for (int scrapes = 0; scrapes < 2_000; scrapes++) {
      assertThatCode(registry::scrape).doesNotThrowAnyException();
    }
    over.set(true);
    changes.join();
  }
}
