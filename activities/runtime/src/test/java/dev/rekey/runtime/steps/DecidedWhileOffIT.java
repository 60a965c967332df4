// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.Admission;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.signature.SshPrivateKey;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.decisions.Admissions;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is held while it is switched off to see who misses it, and what may be decided of it. */
@Timeout(300)
class DecidedWhileOffIT {

  private static final PersonName OLGA = new PersonName("olga@example.com");

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);
  private final SshPrivateKey key = SshPrivateKey.generate(new SecureRandom());

  private WrittenLife held(PlannedRotation planned, Ledger ledger) {
    database.begin(planned, ledger);
    Map<String, Object> off =
        Map.of("operation", "off", "effect", "disable", "step", "observe", "result", "done");
    return new WrittenLife(ledger, planned)
        .done(Step.PREFLIGHT, 0)
        .write("intent", off)
        .write("outcome", off)
        .write(
            "step",
            Map.of("step", "observe", "round", 0, "result", "blocked", "reason", "brownout"));
  }

  private void rosterOf(PlannedRotation planned) {
    Member olga = new Member(OLGA, Set.of(Role.OWNER), Set.of(planned.owner()));
    Roster roster = new Roster(OLGA + " " + key.publicKey("").line() + "\n", List.of(olga));
    database
        .jdbc()
        .sql("update roster set body = :body")
        .param("body", CanonicalJson.write(roster.toJson()))
        .update();
  }

  private Admission decide(WrittenLife life, Verb verb, SortedMap<String, String> more) {
    PlannedRotation planned = life.planned();
    ItemList list = ItemList.of(List.of(new Item(planned.id().toString(), planned.shown())));
    Statement statement =
        new Statement(
            planned.id().campaign(),
            list.subject(),
            verb,
            OLGA,
            "because",
            clock.instant(),
            clock.instant().plusSeconds(3600),
            more);
    Delivery delivery =
        list.delivery(
            new SignedStatement(statement.text(), key.sign(statement.bytes(), Statement.NAMESPACE)),
            planned.id().toString());
    Ledger ledger = life.ledger();
    return new Admissions(
            ledger,
            new Board(database.jdbc(), clock),
            new Rosters(database.jdbc(), ledger, clock),
            clock)
        .admit(
            planned,
            new PersonName("alice@example.com"),
            life.entries().getLast().head(),
            delivery);
  }

  @Test
  void nobodyLetsItRestAndARetryIsTaken() {
    PlannedRotation planned = WrittenChain.brownedOut(new CredentialId("off"));
    WrittenLife life = held(planned, database.ledger(clock));
    rosterOf(planned);
    int entries = life.entries().size();

    String later = clock.instant().plusSeconds(3600).toString();

    Admission rests =
        decide(life, Verb.NOT_BEFORE, new TreeMap<>(Map.of(Statement.NOT_BEFORE, later)));

    assertThat(rests.admitted()).isFalse();
    assertThat(rests.note()).contains("not-before would leave it switched off", "expected: retry");
    assertThat(life.entries()).hasSize(entries);

    Admission retried = decide(life, Verb.RETRY, new TreeMap<>());

    assertThat(retried.admitted()).as(retried.note()).isTrue();
    assertThat(life.entries()).hasSize(entries + 1);
  }
}
