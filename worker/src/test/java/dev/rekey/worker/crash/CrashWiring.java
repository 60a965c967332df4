// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.gate.Gate;
import dev.rekey.runtime.gate.LedgerGate;
import dev.rekey.runtime.gate.Signatures;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.worker.server.ServerSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the deaths of {@link CrashScript} around the real gate and the real escrow. */
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
}
