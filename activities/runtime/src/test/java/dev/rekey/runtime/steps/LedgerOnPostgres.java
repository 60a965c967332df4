// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.FreshDatabase;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.gate.LedgerGate;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.InstanceKey;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.systems.Systems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The real ledger on a real PostgreSQL, with one running campaign, for the tests of a class that
 * closes it after the last of them.
 */
final class LedgerOnPostgres implements AutoCloseable {

  private final Path keys = folder();
  private final FreshDatabase database = FreshDatabase.create();

  LedgerOnPostgres() {
    jdbc().sql("insert into roster (digest, body, added_at) values ('r', '{}', now())").update();
    jdbc()
        .sql(
            "insert into campaign (name, cause, exposed_from, exposed_until, cut_off, author,"
                + " roster, state, brake, plan, created_at) values ('okta-2026-11', 'c', now(),"
                + " now(), now(), 'alice', 'r', 'running', 'none', 1, now())")
        .update();
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("rekey-keys");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  JdbcClient jdbc() {
    return database.jdbc();
  }

  Path keys() {
    return keys;
  }

  Ledger ledger(Clock clock) {
    return new Ledger(
        jdbc(), database.transactions(), InstanceKey.at(keys().resolve("instance.key")), clock);
  }

  /** The steps as a worker carries them out, past the real gate. */
  StepActivities steps(Ledger ledger, Escrow escrow, Systems systems, Clock clock) {
    LedgerGate gate = new LedgerGate(ledger, jdbc(), (_, _) -> Optional.empty(), clock);
    return new StepActivitiesImpl(
        new StepTools(jdbc(), ledger, gate, escrow, systems, clock), new Board(jdbc(), clock));
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
  public void close() throws IOException {
    database.close();
    FileSystemUtils.deleteRecursively(keys);
  }
}
