// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.runtime.board.Counts;
import dev.rekey.worker.metrics.BoardMeters;
import dev.rekey.worker.metrics.CountedCalls;
import dev.rekey.worker.metrics.TemporalHealth;
import dev.rekey.worker.systems.ConnectedSystems;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What ops teams watch. */
@Configuration(proxyBeanMethods = false)
class Metering {

  @Bean
  CountedCalls countedCalls(MeterRegistry registry) {
    return new CountedCalls(registry);
  }

  @Bean
  BoardMeters boardMeters(JdbcClient jdbc, ConnectedSystems systems, MeterRegistry registry) {
    return new BoardMeters(new Counts(jdbc), systems, registry);
  }

  /** Its name is what the readiness of a process asks for. */
  @Bean("temporalHealthIndicator")
  TemporalHealth temporalHealth(WorkflowClient client) {
    return new TemporalHealth(client);
  }
}
