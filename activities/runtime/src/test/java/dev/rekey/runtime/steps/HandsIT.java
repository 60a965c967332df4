// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.Shown;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.gate.LedgerGate;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.InstanceKey;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.tasks.HandIns;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.runtime.tasks.TaskRefused;
import dev.rekey.runtime.tasks.Tasks;
import dev.rekey.servers.PostgresServer;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Disposition;
import dev.rekey.words.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done by hand, over the real ledger and escrow: an intent first, a task, its hand-in. */
@Timeout(300)
class HandsIT {

  private static final CredentialId FRESH = new CredentialId("tok-2");

  @TempDir static Path folder;

  private static PostgresServer postgres;
  private static HikariDataSource dataSource;

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);

  @BeforeAll
  static void start() throws IOException {
    postgres = PostgresServer.start(folder.resolve("postgres"));
    dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(postgres.jdbcUrl());
    dataSource.setUsername(postgres.user());
    dataSource.setPassword(Files.readString(postgres.passwordFile()).strip());
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:dev/rekey/runtime/db")
        .load()
        .migrate();
    JdbcClient jdbc = JdbcClient.create(dataSource);
    jdbc.sql("insert into roster (digest, body, added_at) values ('r', '{}', now())").update();
    jdbc.sql(
            "insert into campaign (name, cause, exposed_from, exposed_until, cut_off, author,"
                + " roster, state, brake, plan, created_at) values ('okta-2026-11', 'c', now(),"
                + " now(), now(), 'alice', 'r', 'running', 'none', 1, now())")
        .update();
  }

  @AfterAll
  static void stop() {
    dataSource.close();
    postgres.close();
  }

  /** One rotation of a system that nothing can be asked of. */
  private final class Life {

    final PlannedRotation planned;
    final JdbcClient jdbc = JdbcClient.create(dataSource);
    final Escrow escrow = new EmbeddedEscrow(jdbc, new EscrowKeys(folder.resolve("escrow")), clock);
    final Tasks tasks = new Tasks(jdbc, clock);
    final HandIns handIns;
    private final Ledger ledger;
    private final StepActivities steps;
    private Head head;
    private int round;

    Life(Disposition disposition, String credential) {
      planned = WrittenChain.planned(disposition, new CredentialId(credential), "leaked");
      TransactionTemplate transactions =
          new TransactionTemplate(new DataSourceTransactionManager(dataSource));
      Board board = new Board(jdbc, clock);
      ledger =
          new Ledger(
              jdbc, transactions, InstanceKey.at(folder.resolve("keys/instance.key")), clock);
      handIns = new HandIns(jdbc, transactions, tasks, board, escrow);
      insert();
      SortedMap<String, Object> body = new TreeMap<>(planned.facts());
      body.put("shown", planned.shown());
      body.put("cut-off", WrittenChain.CUT_OFF);
      head = ledger.write(planned.id().toString(), chain -> chain.append("planned", body));
      LedgerGate gate = new LedgerGate(ledger, jdbc, (_, _) -> Optional.empty(), clock);
      steps =
          new StepActivitiesImpl(
              new StepTools(jdbc, ledger, gate, escrow, new FakeHands(), clock), board);
      assertThat(moved(steps.preflight(request(Step.PREFLIGHT))).note())
          .isEqualTo("done by hand: best grade is attested");
    }

    private void insert() {
      jdbc.sql(
              "insert into rotation (id, campaign, plan, wave, position, lane, turn, team, facts,"
                  + " state, step, round, note, since) values (:id, 'okta-2026-11', 1, 1, 1, :lane,"
                  + " 1, 'payments', :facts, 'planned', 'approve', 0, '', now())")
          .param("id", planned.id().toString())
          .param("lane", planned.id().lane().toString())
          .param("facts", Stored.write(planned))
          .update();
    }

    private StepRequest request(Step step) {
      return new StepRequest(planned.id(), step, -1, round, head);
    }

    private StepResult moved(StepResult result) {
      head = result.head();
      return result;
    }

    StepResult issue() {
      return moved(steps.issue(request(Step.ISSUE)));
    }

    StepResult revoke() {
      return moved(steps.revoke(request(Step.REVOKE)));
    }

    StepResult prove() {
      return moved(steps.prove(request(Step.PROVE)));
    }

    /** The workflow has heard that a step is held, and tries again. */
    Life again() {
      round += 2;
      return this;
    }

    Task task() {
      return tasks.of(planned.id().campaign()).stream()
          .filter(task -> task.rotation().equals(planned.id().toString()))
          .findFirst()
          .orElseThrow();
    }

    Task handIn(String value) {
      try (CredentialValue secret =
          CredentialValue.taking(Map.of("secret", Secret.taking(value.toCharArray())))) {
        return handIns.value(task().id(), FRESH, secret);
      }
    }

    void attest(String person, int heldRound) {
      Map<String, Object> attestation =
          new LinkedHashMap<>(WrittenChain.decision(planned, "attest", person));
      attestation.put(
          "shown", Shown.forHold(planned, Step.PROVE, HeldReason.UNATTESTED, heldRound));
      head = ledger.write(planned.id().toString(), chain -> chain.append("decision", attestation));
    }

    List<Entry> entries() {
      return ledger.read(planned.id().toString());
    }

    long count(String type) {
      return entries().stream().filter(entry -> entry.type().equals(type)).count();
    }
  }

  private static StepOutcome held(HeldReason reason) {
    return new StepOutcome.Blocked(reason);
  }

  @Test
  void theIntentStandsBeforeAnybodyIsAskedAndTheTaskTellsNoValue() {
    Life life = new Life(Disposition.REPLACE, "tok-asked");

    StepResult asked = life.issue();

    assertThat(asked.outcome()).isEqualTo(held(HeldReason.BY_HAND));
    assertThat(asked.note()).contains("task %d of team office-it".formatted(life.task().id()));
    assertThat(life.task().instructions())
        .contains("`tok-asked` of `billing` in Smartsheet")
        .contains("As billing: look for tok-asked.");
    assertThat(life.count("intent")).isOne();
    assertThat(life.count("outcome")).isZero();

    assertThat(life.again().issue().outcome()).isEqualTo(held(HeldReason.BY_HAND));
    assertThat(life.count("intent")).isOne();
  }

  @Test
  void whatIsHandedInIsSealedAdoptedAndFoundAgainAfterACrash() {
    Life life = new Life(Disposition.REPLACE, "tok-handed");
    life.issue();
    life.handIn("fresh");
    Head before = life.head;

    StepResult issued = life.again().issue();
    assertThat(issued.outcome()).isEqualTo(new StepOutcome.Done());
    try (CredentialValue sealed =
        life.escrow.open(life.planned.id(), Escrow.Role.NEW, FRESH).orElseThrow()) {
      assertThat(sealed.says("secret", "fresh")).isTrue();
    }
    assertThat(new Past(life.planned, life.entries()).issued()).contains(FRESH);

    life.head = before;
    assertThat(life.issue().outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(life.count("outcome")).isOne();
  }

  @Test
  void aSecondALateAndALeakedHandInChangeNothingAndSaySo() {
    Life life = new Life(Disposition.REPLACE, "tok-late");
    life.issue();
    try (CredentialValue leaked =
        CredentialValue.taking(Map.of("secret", Secret.taking("leaked".toCharArray())))) {
      life.escrow.seal(life.planned.id(), Escrow.Role.OLD, life.planned.id().credential(), leaked);
    }
    assertThatThrownBy(() -> life.handIn("leaked"))
        .isInstanceOf(TaskRefused.class)
        .hasMessageContaining("the value is the leaked one");
    assertThatThrownBy(() -> life.handIns.statement(life.task().id(), "done"))
        .hasMessageContaining("expected: the new value");
    life.jdbc
        .sql("update rotation set reason = 'aborted' where id = :id")
        .param("id", life.planned.id().toString())
        .update();
    assertThatThrownBy(() -> life.handIn("fresh")).hasMessageContaining("is not waited for");
    assertThat(life.escrow.open(life.planned.id(), Escrow.Role.NEW, FRESH)).isEmpty();
    life.jdbc
        .sql("update rotation set reason = 'by-hand' where id = :id")
        .param("id", life.planned.id().toString())
        .update();
    life.handIn("fresh");

    assertThatThrownBy(() -> life.handIn("another"))
        .hasMessageContaining("a second one changes nothing");
    try (CredentialValue sealed =
        life.escrow.open(life.planned.id(), Escrow.Role.NEW, FRESH).orElseThrow()) {
      assertThat(sealed.says("secret", "fresh")).isTrue();
    }
  }

  @Test
  void aDeathIsProvenByTwoPeopleAboutThisVeryHold() {
    Life life = new Life(Disposition.REVOKE_NOW, "tok-killed");
    assertThat(life.revoke().outcome()).isEqualTo(held(HeldReason.BY_HAND));
    life.handIns.statement(life.task().id(), "revoked in the console");
    assertThat(life.again().revoke().outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(life.prove().outcome()).isEqualTo(held(HeldReason.UNATTESTED));
    int first = life.round + 1;
    life.attest("alice", first);
    life.attest("alice", first);
    life.attest("bob", first + 1);

    assertThat(life.again().prove().outcome()).isEqualTo(held(HeldReason.UNATTESTED));
    int second = life.round + 1;
    life.attest("alice", second);
    life.attest("bob", second);
    assertThat(life.again().prove().outcome()).isEqualTo(new StepOutcome.Done());

    assertThat(new Past(life.planned, life.entries()).facts(Step.PROVE).orElseThrow())
        .containsEntry("grade", "attested");
    assertThat(life.task().state()).isEqualTo(Task.State.ATTESTED);
  }
}
