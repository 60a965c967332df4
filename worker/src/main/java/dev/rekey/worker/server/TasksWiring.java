// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.tasks.HandIns;
import dev.rekey.runtime.tasks.Reveals;
import dev.rekey.runtime.tasks.TaskCourier;
import dev.rekey.runtime.tasks.TaskSignatures;
import dev.rekey.runtime.tasks.Tasks;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do by hand. */
@Configuration(proxyBeanMethods = false)
class TasksWiring {

  @Bean
  Tasks tasks(JdbcClient jdbc, Clock clock) {
    return new Tasks(jdbc, clock);
  }

  @Bean
  HandIns handIns(
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Tasks tasks,
      Board board,
      Ledger ledger,
      Escrow escrow,
      TaskSignatures signatures) {
    return new HandIns(jdbc, transactions, tasks, board, ledger, escrow, signatures);
  }

  @Bean
  TaskSignatures taskSignatures(Rosters rosters, Clock clock) {
    return new TaskSignatures(rosters, clock);
  }

  @Bean
  Reveals reveals(
      Ledger ledger, Tasks tasks, Board board, Escrow escrow, TaskSignatures signatures) {
    return new Reveals(ledger, tasks, board, escrow, signatures);
  }

  @Bean
  TaskCourier taskCourier(Tasks tasks, Board board, WorkflowClient client) {
    return new TaskCourier(tasks, board, client);
  }
}
