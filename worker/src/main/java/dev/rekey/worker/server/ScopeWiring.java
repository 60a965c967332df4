// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.OwnerRuleStore;
import dev.rekey.runtime.campaigns.Plans;
import dev.rekey.runtime.campaigns.Reopenings;
import dev.rekey.runtime.campaigns.Solos;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.drill.Drills;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.reconcile.LaneStart;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes on around a campaign's scope: owner rules, drills, reopening. */
@Configuration(proxyBeanMethods = false)
public class ScopeWiring {

  @Bean
  Solos solos(Ledger ledger, Plans plans, Rosters rosters, Clock clock) {
    return new Solos(ledger, plans, rosters, clock);
  }

  @Bean
  Reopenings reopenings(
      JdbcClient jdbc,
      Ledger ledger,
      Board board,
      Campaigns campaigns,
      Rosters rosters,
      Clock clock) {
    return new Reopenings(jdbc, ledger, board, campaigns, rosters, clock);
  }

  @Bean
  LaneStart laneStart(Board board, Campaigns campaigns, WorkflowClient client) {
    return new LaneStart(board, campaigns, client);
  }

  @Bean
  OwnerRuleStore ownerRules(JdbcClient jdbc, Ledger ledger) {
    return new OwnerRuleStore(jdbc, ledger);
  }

  @Bean
  Drills drills(JdbcClient jdbc, Clock clock) {
    return new Drills(jdbc, clock);
  }
}
