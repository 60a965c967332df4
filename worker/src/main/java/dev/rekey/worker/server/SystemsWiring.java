// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.playbooks.PlaybookLibrary;
import dev.rekey.worker.metrics.CountedCalls;
import dev.rekey.worker.systems.Budgets;
import dev.rekey.worker.systems.ConnectedSystems;
import dev.rekey.worker.systems.Connectors;
import dev.rekey.worker.systems.PlannedSystems;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The systems of this installation: how they are reached, what they bear, how they are planned. */
@Configuration(proxyBeanMethods = false)
class SystemsWiring {

  @Bean
  Connectors connectors() {
    return Connectors.found();
  }

  @Bean(destroyMethod = "close")
  ConnectedSystems systems(
      JdbcClient jdbc,
      Connectors connectors,
      DataSource dataSource,
      Clock clock,
      CountedCalls calls) {
    return new ConnectedSystems(jdbc, connectors, new Budgets(dataSource), clock, calls::counting);
  }

  @Bean
  PlannedSystems plannedSystems(
      ConnectedSystems systems, Connectors connectors, ServerSettings settings) {
    return new PlannedSystems(systems, connectors, PlaybookLibrary.with(settings.playbooks()));
  }
}
