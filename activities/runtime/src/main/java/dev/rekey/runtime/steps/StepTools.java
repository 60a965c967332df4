// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.gate.Gate;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.systems.Systems;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What steps work with. */
public record StepTools(
    JdbcClient jdbc, Ledger ledger, Gate gate, Escrow escrow, Systems systems, Clock clock) {}
