// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.campaigns.Brakes;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.Plans;
import dev.rekey.runtime.campaigns.Quiet;
import dev.rekey.runtime.campaigns.WaveBrakes;
import dev.rekey.runtime.ledger.Ledger;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stops a campaign. */
@Configuration(proxyBeanMethods = false)
class BrakesWiring {

  @Bean
  Brakes brakes(JdbcClient jdbc, Ledger ledger, Clock clock) {
    return new Brakes(jdbc, ledger, clock);
  }

  @Bean
  WaveBrakes waveBrakes(Campaigns campaigns, Brakes brakes, Plans plans, Board board) {
    return new WaveBrakes(campaigns, brakes, plans, board);
  }

  @Bean
  Quiet quiet(Ledger ledger, Board board, Campaigns campaigns, WaveBrakes waveBrakes) {
    return new Quiet(ledger, board, campaigns, waveBrakes);
  }
}
