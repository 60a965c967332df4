// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.planning.Playbook;
import dev.rekey.playbooks.PlaybookLibrary;
import dev.rekey.playbooks.WrittenPlaybook;
import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.gate.Gate;
import dev.rekey.runtime.gate.LedgerGate;
import dev.rekey.runtime.gate.Signatures;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.worker.server.ServerSettings;
import dev.rekey.worker.systems.Budgets;
import dev.rekey.worker.systems.ConnectedSystems;
import dev.rekey.worker.systems.Connectors;
import dev.rekey.worker.systems.PlannedSystems;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts the deaths of {@link CrashScript} around the real gate, escrow and systems. No canary goes
 * first: a wave that waited for another one would wait for those that wait for it to die.
 */
@Configuration(proxyBeanMethods = false)
public class CrashWiring {

  @Bean
  CrashScript crashScript(ServerSettings settings) {
    return new CrashScript(settings.home().resolve("crash-points"));
  }

  @Bean
  Gate gate(
      Ledger ledger, JdbcClient jdbc, Signatures signatures, Clock clock, CrashScript script) {
    return new HaltingGate(new LedgerGate(ledger, jdbc, signatures, clock), script);
  }

  @Bean
  Escrow escrow(JdbcClient jdbc, ServerSettings settings, Clock clock, CrashScript script) {
    EscrowKeys keys = new EscrowKeys(settings.keys().resolve("escrow"));
    return new HaltingEscrow(new EmbeddedEscrow(jdbc, keys, clock), script);
  }

  @Bean(destroyMethod = "close")
  ConnectedSystems systems(
      JdbcClient jdbc,
      Connectors connectors,
      DataSource dataSource,
      Clock clock,
      CrashScript script) {
    return new ConnectedSystems(
        jdbc,
        connectors,
        new Budgets(dataSource),
        clock,
        (_, client) -> new HaltingClient(client, script));
  }

  @Bean
  PlannedSystems plannedSystems(ConnectedSystems systems, Connectors connectors) {
    return new PlannedSystems(
        systems,
        connectors,
        PlaybookLibrary.written().stream().map(CrashWiring::withoutCanary).toList());
  }

  private static WrittenPlaybook withoutCanary(WrittenPlaybook written) {
    Playbook shipped = written.playbook();
    return new WrittenPlaybook(
        written.file(),
        written.text(),
        new Playbook(
            shipped.name(),
            shipped.connector(),
            shipped.kind(),
            shipped.approval(),
            /* canary= */ 0,
            shipped.waveSize(),
            shipped.pace(),
            shipped.brake(),
            shipped.defaultSelectors(),
            shipped.quorum()));
  }
}
