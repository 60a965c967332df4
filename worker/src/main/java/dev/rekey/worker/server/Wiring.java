// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.runtime.board.Alarms;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.campaigns.Accounts;
import dev.rekey.runtime.campaigns.CampaignActivitiesImpl;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.Closing;
import dev.rekey.runtime.campaigns.Plans;
import dev.rekey.runtime.campaigns.Quiet;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.runtime.campaigns.SweepActivitiesImpl;
import dev.rekey.runtime.decisions.Admissions;
import dev.rekey.runtime.decisions.Outbox;
import dev.rekey.runtime.decisions.RosterSignatures;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.decisions.RowDecisions;
import dev.rekey.runtime.drill.DrillActivitiesImpl;
import dev.rekey.runtime.drill.DrillRecordsImpl;
import dev.rekey.runtime.drill.Drills;
import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.escrow.FoundValues;
import dev.rekey.runtime.gate.Gate;
import dev.rekey.runtime.gate.LedgerGate;
import dev.rekey.runtime.gate.Signatures;
import dev.rekey.runtime.histories.Histories;
import dev.rekey.runtime.lanes.LedgerActivitiesImpl;
import dev.rekey.runtime.ledger.InstanceKey;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.reconcile.LastHeads;
import dev.rekey.runtime.reconcile.Reconciler;
import dev.rekey.runtime.steps.StepActivitiesImpl;
import dev.rekey.runtime.steps.StepTools;
import dev.rekey.worker.systems.ConnectedSystems;
import dev.rekey.worker.temporal.CodecKey;
import dev.rekey.worker.temporal.Connection;
import dev.rekey.worker.temporal.SealingCodec;
import dev.rekey.worker.temporal.Workers;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every part of the server, and what it is made of. */
@Configuration(proxyBeanMethods = false)
class Wiring {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(ServerSettings settings) {
    return settings.database().open();
  }

  @Bean
  JdbcClient jdbcClient(DataSource dataSource) {
    return JdbcClient.create(dataSource);
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new DataSourceTransactionManager(dataSource);
  }

  @Bean
  TransactionTemplate transactions(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  @Bean
  Ledger ledger(
      JdbcClient jdbc, TransactionTemplate transactions, ServerSettings settings, Clock clock) {
    return new Ledger(
        jdbc, transactions, InstanceKey.at(settings.keys().resolve("instance.key")), clock);
  }

  @Bean
  Board board(JdbcClient jdbc, Clock clock) {
    return new Board(jdbc, clock);
  }

  @Bean
  Rosters rosters(JdbcClient jdbc, Ledger ledger, Clock clock) {
    return new Rosters(jdbc, ledger, clock);
  }

  @Bean
  Campaigns campaigns(JdbcClient jdbc, Ledger ledger, Clock clock) {
    return new Campaigns(jdbc, ledger, clock);
  }

  @Bean
  Plans plans(JdbcClient jdbc, Ledger ledger, Clock clock) {
    return new Plans(jdbc, ledger, clock);
  }

  @Bean
  ScopeStore scopeStore(
      JdbcClient jdbc, Ledger ledger, Escrow escrow, ServerSettings settings, Clock clock) {
    EscrowKeys keys = new EscrowKeys(settings.keys().resolve("escrow"));
    return new ScopeStore(jdbc, ledger, new FoundValues(jdbc, keys, escrow, clock), clock);
  }

  @Bean
  RowDecisions rowDecisions(JdbcClient jdbc, Rosters rosters, Clock clock) {
    return new RowDecisions(jdbc, rosters, clock);
  }

  @Bean
  Escrow escrow(JdbcClient jdbc, ServerSettings settings, Clock clock) {
    return new EmbeddedEscrow(jdbc, new EscrowKeys(settings.keys().resolve("escrow")), clock);
  }

  @Bean
  Signatures signatures(Ledger ledger, Rosters rosters, Clock clock) {
    return new RosterSignatures(ledger, rosters, clock);
  }

  @Bean
  Gate gate(Ledger ledger, JdbcClient jdbc, Signatures signatures, Clock clock) {
    return new LedgerGate(ledger, jdbc, signatures, clock);
  }

  @Bean
  LastHeads lastHeads(ServerSettings settings, JdbcClient jdbc, Board board) {
    return new LastHeads(settings.home().resolve("last-heads.json"), jdbc, board);
  }

  @Bean
  Histories histories(
      ServerSettings settings, JdbcClient jdbc, Ledger ledger, WorkflowClient client, Clock clock) {
    return new Histories(settings.home().resolve("histories"), jdbc, ledger, client, clock);
  }

  @Bean
  Closing closing(
      JdbcClient jdbc,
      Ledger ledger,
      Campaigns campaigns,
      Plans plans,
      Rosters rosters,
      Board board,
      ScopeStore scope,
      RowDecisions rowDecisions,
      Escrow escrow,
      Clock clock) {
    Accounts accounts = new Accounts(ledger, board, scope, rowDecisions);
    return new Closing(jdbc, ledger, campaigns, plans, rosters, accounts, escrow, clock);
  }

  @Bean
  StepActivities stepActivities(
      JdbcClient jdbc,
      Ledger ledger,
      Gate gate,
      Escrow escrow,
      ConnectedSystems systems,
      Board board,
      Clock clock) {
    return new StepActivitiesImpl(new StepTools(jdbc, ledger, gate, escrow, systems, clock), board);
  }

  @Bean
  LedgerActivitiesImpl ledgerActivities(
      Ledger ledger,
      Board board,
      Campaigns campaigns,
      Rosters rosters,
      Escrow escrow,
      ServerSettings settings,
      Clock clock) {
    Admissions admissions = new Admissions(ledger, board, rosters, clock);
    return new LedgerActivitiesImpl(
        ledger, board, campaigns, rosters, admissions, escrow, settings.timing(), clock);
  }

  @Bean
  CampaignActivitiesImpl campaignActivities(
      Quiet quiet,
      Plans plans,
      Rosters rosters,
      Board board,
      Closing closing,
      Histories histories,
      ServerSettings settings,
      Clock clock) {
    return new CampaignActivitiesImpl(
        quiet, plans, rosters, board, closing, histories, settings.timing(), clock);
  }

  @Bean
  CodecKey codecKey(ServerSettings settings) {
    return CodecKey.at(settings.keys().resolve("codec.key"));
  }

  @Bean
  SealingCodec codec(CodecKey key, ServerSettings settings) {
    return new SealingCodec(key, settings.temporal().namespace());
  }

  @Bean(destroyMethod = "close")
  Connection connection(ServerSettings settings, SealingCodec codec) {
    return Connection.open(settings.temporal(), codec);
  }

  @Bean
  WorkflowClient workflowClient(Connection connection) {
    return connection.client();
  }

  @Bean
  Outbox outbox(
      JdbcClient jdbc,
      Ledger ledger,
      Rosters rosters,
      Board board,
      WorkflowClient client,
      Clock clock) {
    return new Outbox(jdbc, ledger, rosters, board, client, clock);
  }

  @Bean(destroyMethod = "close")
  Workers workers(
      WorkflowClient client,
      StepActivities steps,
      LedgerActivitiesImpl ledgerActivities,
      CampaignActivitiesImpl campaignActivities,
      Board board,
      Reconciler reconciler,
      ConnectedSystems systems,
      LastHeads lastHeads,
      Drills drills,
      ServerSettings settings) {
    Duties duties = settings.duties();
    // Before anything may be revoked: the stores may have come back from a backup. Heads are kept
    // by the server; a worker that does not share its home has none, and would keep stale ones.
    if (duties.api() || lastHeads.areKept()) {
      reconciler.turnBack();
    }
    Workers workers =
        new Workers(
            client,
            List.of(ledgerActivities, campaignActivities, new DrillRecordsImpl(drills)),
            List.of(
                steps,
                new SweepActivitiesImpl(board, systems),
                new DrillActivitiesImpl(drills, systems)));
    if (duties.core()) {
      workers.startCore();
    }
    (duties.everySystem() ? systems.names() : duties.systems()).forEach(workers::serve);
    return workers;
  }

  @Bean
  Alarms alarms(JdbcClient jdbc) {
    return new Alarms(jdbc);
  }

  @Bean
  Reconciler reconciler(
      DataSource dataSource,
      Campaigns campaigns,
      Ledger ledger,
      Board board,
      Outbox outbox,
      LastHeads lastHeads,
      Histories histories,
      WorkflowClient client) {
    return new Reconciler(
        dataSource, campaigns, ledger, board, outbox, lastHeads, histories, client);
  }
}
