// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.Shown;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.FreshDatabase;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.escrow.EmbeddedEscrow;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.escrow.EscrowKeys;
import dev.rekey.runtime.gate.LedgerGate;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.InstanceKey;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.tasks.HandIns;
import dev.rekey.runtime.tasks.Reveals;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.runtime.tasks.TaskRefused;
import dev.rekey.runtime.tasks.TaskSignatures;
import dev.rekey.runtime.tasks.Tasks;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Disposition;
import dev.rekey.words.SaltedSecret;
import dev.rekey.words.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is done by hand, over the real ledger and escrow: an intent first, a task, its hand-in. */
@Timeout(300)
class HandsIT {

  private static final CredentialId FRESH = new CredentialId("tok-2");
  private static final Hand HUGO = Hand.of("hugo@example.com", "office-it");
  private static final Hand OTTO = Hand.of("otto@example.com", "shipping");

  @TempDir static Path folder;

  @AutoClose static final FreshDatabase database = FreshDatabase.create();

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);

  @BeforeAll
  static void start() {
    JdbcClient jdbc = database.jdbc();
    jdbc.sql("insert into roster (digest, body, added_at) values ('r', :body, now())")
        .param("body", CanonicalJson.write(Hand.roster(HUGO, OTTO).toJson()))
        .update();
    jdbc.sql(
            "insert into campaign (name, cause, exposed_from, exposed_until, cut_off, author,"
                + " roster, state, brake, plan, created_at) values ('okta-2026-11', 'c', now(),"
                + " now(), now(), 'alice', 'r', 'running', 'none', 1, now())")
        .update();
  }

  /** One rotation of a system that nothing can be asked of. */
  private final class Life {

    final PlannedRotation planned;
    final JdbcClient jdbc = database.jdbc();
    final Escrow escrow = new EmbeddedEscrow(jdbc, new EscrowKeys(folder.resolve("escrow")), clock);
    final Tasks tasks = new Tasks(jdbc, clock);
    final FakeHands system = new FakeHands();
    final HandIns handIns;
    final Reveals reveals;
    private final Ledger ledger;
    private final StepActivities steps;
    private Head head;
    private int round;

    Life(Disposition disposition, String credential) {
      planned = WrittenChain.planned(disposition, new CredentialId(credential), "leaked");
      TransactionTemplate transactions = database.transactions();
      Board board = new Board(jdbc, clock);
      ledger =
          new Ledger(
              jdbc, transactions, InstanceKey.at(folder.resolve("keys/instance.key")), clock);
      TaskSignatures signatures = new TaskSignatures(new Rosters(jdbc, ledger, clock), clock);
      handIns = new HandIns(jdbc, transactions, tasks, board, ledger, escrow, signatures);
      reveals = new Reveals(ledger, tasks, board, escrow, signatures);
      insert();
      SortedMap<String, Object> body = new TreeMap<>(planned.facts());
      body.put("shown", planned.shown());
      body.put("cut-off", WrittenChain.CUT_OFF);
      head = ledger.write(planned.id().toString(), chain -> chain.append("planned", body));
      LedgerGate gate = new LedgerGate(ledger, jdbc, (_, _) -> Optional.empty(), clock);
      steps =
          new StepActivitiesImpl(new StepTools(jdbc, ledger, gate, escrow, system, clock), board);
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
          .reduce((_, last) -> last)
          .orElseThrow();
    }

    Task handIn(String value) {
      try (SaltedSecret secret = Hand.salted(value)) {
        return handIns.take(task().id(), HUGO.value(task(), FRESH, secret, clock), secret);
      }
    }

    Task say(String statement) {
      return handIns.take(task().id(), HUGO.says(task(), statement, clock), null);
    }

    Task asked() {
      issue();
      return task();
    }

    Clock clock() {
      return clock;
    }

    StepResult proveNew() {
      return moved(steps.proveNew(request(Step.PROVE_NEW)));
    }

    StepResult deliver() {
      return moved(steps.deliver(new StepRequest(planned.id(), Step.DELIVER, 0, round, head)));
    }

    /** A new one is made by hand and attested: it is to be written to its place. */
    Life proven() {
      issue();
      handIn("fresh");
      again().issue();
      proveNew();
      attestBoth(Step.PROVE_NEW);
      assertThat(again().proveNew().outcome()).isEqualTo(new StepOutcome.Done());
      return this;
    }

    void attestBoth(Step step) {
      attest("alice", step, round + 1);
      attest("bob", step, round + 1);
    }

    /** Somebody signs that people do what the call does not. */
    void chooseByHand() {
      head =
          ledger.write(
              planned.id().toString(),
              chain -> chain.append("decision", WrittenChain.decision(planned, "by-hand", "olga")));
    }

    /** Somebody signs that it is tried again. */
    void retry() {
      decide("retry");
    }

    private void decide(String verb) {
      head =
          ledger.write(
              planned.id().toString(),
              chain -> chain.append("decision", WrittenChain.decision(planned, verb, "olga")));
    }

    /** The leaked value is held, and somebody signs that what was done is taken back. */
    Life rolledBack() {
      try (CredentialValue leaked =
          CredentialValue.taking(Map.of("secret", Secret.taking("leaked".toCharArray())))) {
        escrow.seal(planned.id(), Escrow.Role.OLD, planned.id().credential(), leaked);
      }
      decide("roll-back");
      again();
      assertThat(moved(steps.enable(request(Step.ENABLE))).outcome())
          .isEqualTo(new StepOutcome.Done());
      return this;
    }

    StepResult restore() {
      return moved(steps.restorePlace(new StepRequest(planned.id(), Step.RESTORE, 0, round, head)));
    }

    StepResult withdraw() {
      return moved(steps.withdraw(request(Step.WITHDRAW)));
    }

    String shown(String why) {
      try (CredentialValue value = reveals.reveal(task().id(), HUGO.reveal(task(), why, clock))) {
        return value.says("secret", "fresh")
            ? "fresh"
            : value.says("secret", "leaked") ? "leaked" : "something else";
      }
    }

    /** Somebody writes SQL. */
    void alter(String what) {
      jdbc.sql("update task set " + what + " where id = :id").param("id", task().id()).update();
    }

    long alarms() {
      return jdbc.sql("select count(*) from alarm where subject = :subject")
          .param("subject", planned.id().toString())
          .query(Long.class)
          .single();
    }

    List<Entry> revealed() {
      return ledger.read("campaign/okta-2026-11").stream()
          .filter(entry -> planned.id().toString().equals(entry.body().get("rotation")))
          .toList();
    }

    /** Each intent of a write by hand, with what became of it. */
    List<String> writes() {
      return entries().stream()
          .filter(entry -> entry.type().equals("outcome"))
          .filter(entry -> "write".equals(entry.body().get("effect")))
          .map(entry -> entry.body().get("value") + " " + entry.body().get("result"))
          .toList();
    }

    void attest(String person, int heldRound) {
      attest(person, Step.PROVE, heldRound);
    }

    private void attest(String person, Step step, int heldRound) {
      Map<String, Object> attestation =
          new LinkedHashMap<>(WrittenChain.decision(planned, "attest", person));
      attestation.put("shown", Shown.forHold(planned, step, HeldReason.UNATTESTED, heldRound));
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
    assertThat(life.entries())
        .filteredOn(entry -> entry.type().equals("outcome"))
        .singleElement()
        .satisfies(entry ->
            assertThat(entry.body())
                .containsEntry("person", "hugo@example.com")
                .containsKey("signed"));

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
    assertThatThrownBy(() -> life.say("done")).hasMessageContaining("expected: the new value");
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
  void onlyWhoHasTheHandsHandsInAndOnlyWhatTheySigned() {
    Life life = new Life(Disposition.REPLACE, "tok-signed");
    life.issue();
    Task task = life.task();
    try (SaltedSecret value = Hand.salted("fresh");
        SaltedSecret other = Hand.salted("other")) {
      assertThatThrownBy(() ->
              life.handIns.take(task.id(), OTTO.value(task, FRESH, value, life.clock()), value))
          .isInstanceOf(TaskRefused.class)
          .hasMessageContaining("otto@example.com has no hands in it (expected: somebody of");
      assertThatThrownBy(() ->
              life.handIns.take(task.id(), HUGO.value(task, FRESH, value, life.clock()), other))
          .hasMessageContaining("the value is not the one that hugo@example.com signed");
      assertThatThrownBy(() ->
              life.handIns.take(
                  task.id(),
                  HUGO.value(
                      new Life(Disposition.REPLACE, "tok-other").asked(),
                      FRESH,
                      value,
                      life.clock()),
                  value))
          .hasMessageContaining("is not about task %d as it stands".formatted(task.id()));
    }
    assertThat(life.escrow.open(life.planned.id(), Escrow.Role.NEW, FRESH)).isEmpty();
    assertThat(life.task().state()).isEqualTo(Task.State.OPEN);
  }

  @Test
  void theLedgerTakesNoRowForSomebodysWord() {
    Life life = new Life(Disposition.REVOKE_NOW, "tok-altered");
    life.revoke();
    life.jdbc
        .sql(
            "update task set state = 'handed-in', statement = 'done', handed_at = now() where id = :id")
        .param("id", life.task().id())
        .update();
    StepResult unsigned = life.again().revoke();
    assertThat(unsigned.outcome()).isEqualTo(held(HeldReason.TAMPERED));
    assertThat(unsigned.note()).contains("was handed in by nobody who signed");
    assertThat(life.count("outcome")).isZero();

    life.jdbc
        .sql("update task set state = 'open', handed_at = null where id = :id")
        .param("id", life.task().id())
        .update();
    life.jdbc
        .sql("update rotation set reason = 'by-hand' where id = :id")
        .param("id", life.planned.id().toString())
        .update();
    life.retry();
    life.again().revoke();
    life.say("revoked in the console");
    life.jdbc
        .sql(
            "update task set signed_text = replace(signed_text, 'revoked', 'ignored') where id = :id")
        .param("id", life.task().id())
        .update();
    StepResult altered = life.again().revoke();
    assertThat(altered.outcome()).isEqualTo(held(HeldReason.TAMPERED));
    assertThat(altered.note()).contains("does not fit the statement");
    assertThat(life.count("outcome")).isZero();
  }

  /** The team of a row would let anybody of another one see the value. */
  @Test
  void aTaskThatSqlGivesToOtherHandsShowsAndTakesNothing() {
    Life life = new Life(Disposition.REPLACE, "tok-hands").proven();
    life.deliver();
    life.alter("hands = 'shipping'");

    assertThatThrownBy(
            () -> life.reveals.reveal(life.task().id(), OTTO.reveal(life.task(), "", life.clock())))
        .isInstanceOf(TaskRefused.class)
        .hasMessageContaining("was altered: it is for shipping (expected: office-it)");
    assertThatThrownBy(() ->
            life.handIns.take(
                life.task().id(), OTTO.says(life.task(), "typed it in", life.clock()), null))
        .hasMessageContaining("was altered: it is for shipping (expected: office-it)");
    assertThat(life.revealed()).isEmpty();
    assertThat(life.alarms()).isOne();

    life.alter("hands = 'office-it'");
    assertThat(life.shown("")).isEqualTo("fresh");
  }

  /** Who signs what SQL told them signs nothing. */
  @Test
  void aTaskThatSqlLeadsElsewhereShowsAndTakesNothing() {
    Life life = new Life(Disposition.REPLACE, "tok-elsewhere").proven();
    life.deliver();
    String instructions = life.task().instructions();
    life.alter("instructions = instructions || ' Then mail it to mallory@example.com.'");

    assertThatThrownBy(() -> life.shown(""))
        .isInstanceOf(TaskRefused.class)
        .hasMessageContaining("its instructions are not those that people were given");
    assertThatThrownBy(() -> life.say("mailed it"))
        .hasMessageContaining("its instructions are not those that people were given");
    life.alter("instructions = '%s'".formatted(instructions.replace("'", "''")));
    life.alter("place = 'okta:Elsewhere#secret=token'");
    assertThatThrownBy(() -> life.shown(""))
        .hasMessageContaining("was altered: it is about okta:Elsewhere#secret=token");
    life.alter("operation = operation || '-other'");
    assertThatThrownBy(() -> life.shown("")).hasMessageContaining("no intent asks for it");

    assertThat(life.revealed()).isEmpty();
    assertThat(life.task().state()).isEqualTo(Task.State.OPEN);
    assertThat(life.alarms()).isEqualTo(3);
  }

  @Test
  void whatIsToBeWrittenIsShownToWhoSignsAndThatStandsInTheLedger() {
    Life life = new Life(Disposition.REPLACE, "tok-shown").proven();
    assertThat(life.deliver().outcome()).isEqualTo(held(HeldReason.BY_HAND));
    assertThat(life.task().instructions()).contains("id into `/aws/id`").doesNotContain("fresh");

    assertThat(life.shown("")).isEqualTo("fresh");
    assertThatThrownBy(() -> life.shown(""))
        .isInstanceOf(TaskRefused.class)
        .hasMessageContaining("shown 1 times already (expected: a reason");
    assertThat(life.shown("the page was closed")).isEqualTo("fresh");
    assertThatThrownBy(
            () -> life.reveals.reveal(life.task().id(), OTTO.reveal(life.task(), "", life.clock())))
        .hasMessageContaining("has no hands in it");

    assertThat(life.revealed()).hasSize(2);
    assertThat(life.revealed().getFirst().body())
        .containsEntry("person", "hugo@example.com")
        .containsEntry("hands", "office-it")
        .containsKeys("text", "signature");
    life.say("typed it in");
    assertThatThrownBy(() -> life.shown("once more")).hasMessageContaining("was handed in at");
    assertThat(life.revealed()).hasSize(2);
  }

  @Test
  void aPlaceThatOnlyPeopleSeeIsDoneOnceTwoAttestedItAndStaysSo() {
    Life life = new Life(Disposition.REPLACE, "tok-unseen").proven();
    life.deliver();
    life.say("typed it in");

    assertThat(life.again().deliver().outcome()).isEqualTo(held(HeldReason.UNATTESTED));
    life.attest("alice", Step.DELIVER, life.round + 1);
    life.attest("alice", Step.DELIVER, life.round + 1);
    life.retry();
    assertThat(life.again().deliver().outcome()).isEqualTo(held(HeldReason.UNATTESTED));
    life.attestBoth(Step.DELIVER);
    assertThat(life.again().deliver().outcome()).isEqualTo(new StepOutcome.Done());

    assertThat(life.entries())
        .filteredOn(entry -> entry.type().equals("place"))
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.body().get("facts")).isEqualTo(Map.of("attested", true)));
    assertThat(life.count("intent")).isEqualTo(2);
    assertThat(life.task().state()).isEqualTo(Task.State.ATTESTED);
  }

  @Test
  void aPlaceThatCanBeReadClosesItself() {
    Life life = new Life(Disposition.REPLACE, "tok-read").proven();
    life.system.holds("leaked");
    assertThat(life.deliver().outcome()).isEqualTo(held(HeldReason.BY_HAND));
    life.say("typed it in");

    StepResult early = life.again().deliver();
    assertThat(early.outcome()).isEqualTo(held(HeldReason.BY_HAND));
    assertThat(early.note()).contains("the place does not hold it yet");
    assertThat(life.task().state()).isEqualTo(Task.State.OPEN);
    life.system.holds("fresh");
    life.say("now it is saved");
    assertThat(life.again().deliver().outcome()).isEqualTo(new StepOutcome.Done());

    assertThat(life.task().state()).isEqualTo(Task.State.CHECKED);
    assertThat(life.count("decision")).isEqualTo(2);
  }

  @Test
  void whoDidItDoesNotAttestIt() {
    Life life = new Life(Disposition.REPLACE, "tok-own").proven();
    life.deliver();
    life.say("typed it in");

    assertThat(life.again().deliver().outcome()).isEqualTo(held(HeldReason.UNATTESTED));
    life.attest("alice", Step.DELIVER, life.round + 1);
    life.attest("hugo@example.com", Step.DELIVER, life.round + 1);
    assertThat(life.again().deliver().outcome()).isEqualTo(held(HeldReason.UNATTESTED));
    life.attestBoth(Step.DELIVER);
    assertThat(life.again().deliver().outcome()).isEqualTo(new StepOutcome.Done());
  }

  @Test
  void onTheWayBackTheOldValueIsShownPutBackByHandAndAttested() {
    Life life = new Life(Disposition.REPLACE, "tok-back").proven();
    life.deliver();
    life.say("typed it in");
    assertThat(life.again().deliver().outcome()).isEqualTo(held(HeldReason.UNATTESTED));
    life.rolledBack();

    assertThat(life.restore().outcome()).isEqualTo(held(HeldReason.BY_HAND));
    assertThat(life.task().instructions()).contains("Write the old value of `tok-back`");
    assertThat(life.shown("")).isEqualTo("leaked");
    life.say("typed the old one in");
    assertThat(life.again().restore().outcome()).isEqualTo(held(HeldReason.UNATTESTED));
    life.attest("alice", Step.RESTORE, life.round + 1);
    life.attest("alice", Step.RESTORE, life.round + 1);
    life.retry();
    assertThat(life.again().restore().outcome()).isEqualTo(held(HeldReason.UNATTESTED));
    life.attestBoth(Step.RESTORE);
    assertThat(life.again().restore().outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(life.writes()).containsExactly("new tok-2 done", "old done");

    StepResult last = life.withdraw();
    assertThat(last.outcome()).isEqualTo(held(HeldReason.REJECTED));
    assertThat(last.note()).contains("tok-2 was issued and no call removes it: delete it by hand");
  }

  @Test
  void whatNobodyWroteYetIsAskedForNoMoreOnTheWayBack() {
    Life life = new Life(Disposition.REPLACE, "tok-turned").proven();
    life.system.holds("leaked");
    assertThat(life.deliver().outcome()).isEqualTo(held(HeldReason.BY_HAND));
    life.rolledBack();

    assertThat(life.restore().outcome()).isEqualTo(new StepOutcome.Done());

    assertThat(life.writes()).containsExactly("new tok-2 none");
    assertThat(life.task().state()).isEqualTo(Task.State.DROPPED);
  }

  @Test
  void aPlaceThatCanBeReadIsPutBackOnceItHoldsTheOldValue() {
    Life life = new Life(Disposition.REPLACE, "tok-read-back").proven();
    life.system.holds("leaked");
    life.deliver();
    life.system.holds("fresh");
    life.rolledBack();

    assertThat(life.restore().outcome()).isEqualTo(held(HeldReason.BY_HAND));
    life.say("the old one is back");
    assertThat(life.again().restore().note()).contains("the place does not hold it yet");
    life.system.holds("leaked");
    life.say("now it is saved");
    assertThat(life.again().restore().outcome()).isEqualTo(new StepOutcome.Done());

    assertThat(life.task().state()).isEqualTo(Task.State.CHECKED);
    assertThat(life.writes()).containsExactly("new tok-2 unknown", "old done");
  }

  @Test
  void whereNothingWasWrittenNobodyIsAskedToPutAnythingBack() {
    Life life = new Life(Disposition.REPLACE, "tok-unwritten");
    life.issue();
    life.rolledBack();

    assertThat(life.restore().outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(life.withdraw().outcome()).isEqualTo(new StepOutcome.Done());

    assertThat(life.task().state()).isEqualTo(Task.State.DROPPED);
    assertThat(life.count("outcome")).isOne();
  }

  @Test
  void whatWasHandedInJustBeforeItIsRolledBackIsNotForgotten() {
    Life life = new Life(Disposition.REPLACE, "tok-just-before");
    life.issue();
    life.handIn("fresh");
    life.rolledBack();
    life.restore();

    assertThat(life.withdraw().note()).contains("tok-2 was issued and no call removes it");
  }

  @Test
  void whatIsShownIsSignedByWhomItIsShownTo() {
    Life life = new Life(Disposition.REPLACE, "tok-forged").proven();
    life.deliver();
    Task task = life.task();
    SignedStatement ottos = OTTO.reveal(task, "", life.clock());
    SignedStatement hugos = HUGO.reveal(task, "", life.clock());

    assertThatThrownBy(() ->
            life.reveals.reveal(task.id(), new SignedStatement(hugos.text(), ottos.signature())))
        .hasMessageContaining("which is no key of hugo@example.com");
    assertThatThrownBy(
            () -> life.reveals.reveal(task.id(), HUGO.says(task, "typed it in", life.clock())))
        .hasMessageContaining("is not about task %d as it stands".formatted(task.id()));
    Life other = new Life(Disposition.REPLACE, "tok-forged-other").proven();
    other.deliver();
    assertThatThrownBy(
            () -> life.reveals.reveal(task.id(), HUGO.reveal(other.task(), "", life.clock())))
        .hasMessageContaining("is not about task %d as it stands".formatted(task.id()));
    assertThat(life.revealed()).isEmpty();
    assertThat(other.revealed()).isEmpty();
  }

  @Test
  void aDeathIsProvenByTwoPeopleAboutThisVeryHold() {
    Life life = new Life(Disposition.REVOKE_NOW, "tok-killed");
    assertThat(life.revoke().outcome()).isEqualTo(held(HeldReason.BY_HAND));
    life.say("revoked in the console");
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

  @Test
  void whatACallMayNotOverwriteIsWrittenByHandOnceThatIsSigned() {
    Life life = new Life(Disposition.REPLACE, "tok-other-way").proven();
    life.system.writable("somebody else's");
    assertThat(life.deliver().outcome()).isEqualTo(held(HeldReason.CONFLICT));

    life.chooseByHand();
    assertThat(life.again().deliver().outcome()).isEqualTo(held(HeldReason.BY_HAND));
    assertThat(life.task().work()).isEqualTo(Task.Work.WRITE);
    life.system.writable("fresh");
    assertThat(life.again().deliver().outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(life.task().state()).isEqualTo(Task.State.CHECKED);
  }
}
