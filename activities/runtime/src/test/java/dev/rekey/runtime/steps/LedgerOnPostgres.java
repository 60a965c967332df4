// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.InstanceKey;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The real ledger on a real PostgreSQL, with one running campaign. */
final class LedgerOnPostgres implements AutoCloseable {

  private final Path folder;
  private final PostgresServer postgres;
  private final HikariDataSource dataSource = new HikariDataSource();

  LedgerOnPostgres(Path folder) throws IOException {
    this.folder = folder;
    this.postgres = PostgresServer.start(folder.resolve("postgres"));
    dataSource.setJdbcUrl(postgres.jdbcUrl());
    dataSource.setUsername(postgres.user());
    dataSource.setPassword(Files.readString(postgres.passwordFile()).strip());
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:dev/rekey/runtime/db")
        .load()
        .migrate();
    jdbc().sql("insert into roster (digest, body, added_at) values ('r', '{}', now())").update();
    jdbc()
        .sql(
            "insert into campaign (name, cause, exposed_from, exposed_until, cut_off, author,"
                + " roster, state, brake, plan, created_at) values ('okta-2026-11', 'c', now(),"
                + " now(), now(), 'alice', 'r', 'running', 'none', 1, now())")
        .update();
  }

  JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  Path keys() {
    return folder.resolve("keys");
  }

  Ledger ledger(Clock clock) {
    return new Ledger(
        jdbc(),
        new TransactionTemplate(new DataSourceTransactionManager(dataSource)),
        InstanceKey.at(keys().resolve("instance.key")),
        clock);
  }

  /** Begins the only rotation of the campaign; what other tests left is out of the way. */
  Head begin(PlannedRotation planned, Ledger ledger) {
    jdbc().sql("delete from rotation").update();
    jdbc()
        .sql(
            "insert into rotation (id, campaign, plan, wave, position, lane, turn, team, facts,"
                + " state, step, round, note, since) values (:id, 'okta-2026-11', 1, 1, 1, :lane,"
                + " 1, 'payments', :facts, 'planned', 'approve', 0, '', now())")
        .param("id", planned.id().toString())
        .param("lane", planned.id().lane().toString())
        .param("facts", Stored.write(planned))
        .update();
    SortedMap<String, Object> body = new TreeMap<>(planned.facts());
    body.put("shown", planned.shown());
    body.put("cut-off", WrittenChain.CUT_OFF);
    return ledger.write(planned.id().toString(), chain -> chain.append("planned", body));
  }

  @Override
  public void close() {
    dataSource.close();
    postgres.close();
  }
}
