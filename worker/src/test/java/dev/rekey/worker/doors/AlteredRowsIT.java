// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.Stored;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Traffic;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whoever writes SQL can change what Rekey reads; what is not sealed or signed is not believed. */
@Timeout(400)
class AlteredRowsIT {

  private static Site site;

  @BeforeAll
  static void open(@TempDir Path home) {
    site = Site.open(home);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  /** The user has a second live key, which nobody named: it must survive whatever a row says. */
  @Test
  void factsThatNameAnotherKeyKillNeither() {
    Target target = site.askingTarget("facts-swapped");
    target.untilWaiting();
    String bystander = site.world().leak(target.leak().user());
    String rotation = target.rotation();
    String facts = text("select facts from rotation where id = ?", rotation);
    run(
        "update rotation set facts = ? where id = ?",
        facts.replace(target.leak().id(), bystander),
        rotation);

    target.people().decideWaiting(target.people().olga, Verb.APPROVE, "", _ -> true);
    target.untilAlarm("facts are not those that were planned");

    assertThat(site.world().keys(target.leak().user()))
        .extracting(key -> key.accessKeyId() + " " + key.statusAsString())
        .containsExactlyInAnyOrder(target.leak().id() + " Active", bystander + " Active");
  }

  @Test
  void factsWithoutAPlaceAreHeldUntilTheyArePutBack() {
    Target target = site.target("facts-place");
    target.untilHeld("not-confirmed");
    String rotation = target.rotation();
    String facts = text("select facts from rotation where id = ?", rotation);
    run(
        "update rotation set facts = jsonb_set(facts::jsonb, '{places}', '[]')::text where id = ?",
        rotation);

    try (Traffic _ = Traffic.start(site.world(), List.of(target.leak()))) {
      target.retry();
      target.untilAlarm("facts are not those that were planned");
      site.intruder().temporal("workflow", "terminate", "--workflow-id", target.workflow());
      target.untilHeld("tampered");
      target.untilAlarm("facts are not those that were planned");
      target.requireUntouched();
      run("update rotation set facts = ? where id = ?", facts, rotation);
      target.untilHeld("not-confirmed");
      target.retry();
      target.untilProven();
    }
    target.requireEnded();
  }

  @Test
  void aRowThatSaysProvenIsPutBack() {
    Target target = site.target("state-proven");
    target.untilHeld("not-confirmed");

    run("update rotation set state = 'proven', reason = null where id = ?", target.rotation());

    target.untilAlarm("no proof is on record");
    target.untilHeld("not-confirmed");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void aChangedEntryIsHeldAsTampered() {
    Target target = site.target("entry-changed");
    target.untilHeld("not-confirmed");
    long seq = last(target.rotation());
    String body =
        text("select body from ledger where chain = ? and seq = " + seq, target.rotation());
    run(
        "update ledger set body = replace(body, 'not used', 'used') where chain = ? and seq = "
            + seq,
        target.rotation());

    target.retry();
    target.untilAlarm("entry");
    refusesToClose(target);
    target.requireUntouched();

    run("update ledger set body = ? where chain = ? and seq = " + seq, body, target.rotation());
    target.retryToTheEnd();
  }

  @Test
  void anEntryThatNobodySealedIsHeldAsTampered() {
    Target target = site.target("entry-forged");
    target.untilPending("Confirm");
    String rotation = target.rotation();
    forge(rotation, "step", Map.of("step", "confirm", "round", 0L, "result", "done"));

    target.untilHeld("tampered");
    target.untilAlarm("not sealed by this instance");
    refusesToClose(target);
    target.requireUntouched();

    String forged = text("select hash from ledger where seal = ''::bytea and chain = ?", rotation);
    target.people().until("kept", Target.PATIENCE, () -> site.heads().contains(forged));
    run("delete from ledger where seal = ''::bytea and chain = ?", rotation);
    // It was the chain's head for a while, and heads do not go away by themselves.
    target.untilAlarm("came back from a backup");
    target.untilHeld("ledger-behind");
    liftBrake(target);
    target.retryToTheEnd();
  }

  @Test
  void anEntryThatIsMissingHoldsAllRevokes() {
    Target target = site.target("entry-missing");
    target.untilPending("Confirm");
    String rotation = target.rotation();

    run("delete from ledger where chain = ? and seq = " + last(rotation), rotation);

    target.untilHeld("ledger-behind");
    assertThat(target.people().status().get("brake").stringValue()).isEqualTo("restored");
    target.requireUntouched();
    liftBrake(target);
    target.retryToTheEnd();
  }

  @Test
  void anAbortThatIsLiftedBySqlStillHolds() {
    Target target = site.askingTarget("brake-lifted");
    target.untilWaiting();
    brake(target, "abort");

    run("update campaign set brake = 'none' where name = ?", target.name());
    target.approve();

    target.untilHeld("tampered");
    target.untilAlarm("the brake was altered");
    target.requireUntouched();
    assertThat(site.world().keys(target.leak().user())).hasSize(1);
    liftBrake(target);
    target.retryToTheEnd();
  }

  @Test
  void aKeyThatSlippedIntoTheRosterDecidesNothing() {
    Target target = site.askingTarget("roster-body");
    target.untilWaiting();
    Person mallory = Person.of("olga@example.com", "owner", "payments");
    String digest = text("select roster from campaign where name = ?", target.name());
    String body = text("select body from roster where digest = ?", digest);
    String own = target.people().olga.signerLine().split(" ")[2].strip();
    String foreign = mallory.signerLine().split(" ")[2].strip();
    run("update roster set body = ? where digest = ?", body.replace(own, foreign), digest);

    Api.Answer answer = approve(target, mallory);

    run("update roster set body = ? where digest = ?", body, digest);
    assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);
    assertThat(target.is("waiting")).isTrue();
    target.requireUntouched();
    finishAsking(target);
  }

  @Test
  void aRosterThatNobodyVouchedForDecidesNothing() {
    Target target = site.askingTarget("roster-swapped");
    target.untilWaiting();
    Person mallory = Person.of("olga@example.com", "owner", "payments");
    String digest = text("select roster from campaign where name = ?", target.name());
    String own = target.people().olga.signerLine().split(" ")[2].strip();
    String foreign = mallory.signerLine().split(" ")[2].strip();
    String body = text("select body from roster where digest = ?", digest).replace(own, foreign);
    String other = Digest.ofText(body).value();
    run("insert into roster (digest, body, added_at) values (?, ?, now())", other, body);
    run("update campaign set roster = ? where name = ?", other, target.name());

    Api.Answer answer = approve(target, mallory);

    run("update campaign set roster = ? where name = ?", digest, target.name());
    assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);
    assertThat(target.is("waiting")).isTrue();
    target.requireUntouched();
    finishAsking(target);
  }

  @Test
  void aPlanThatWasChangedIsNotCarriedOut() {
    Target target = site.prepared("plan-changed", "admin", "admin");
    String body = text("select body from plan where campaign = ?", target.name());
    run(
        "update plan set body = replace(body, '\"ownerApproval\":true', '\"ownerApproval\":false')"
            + " where campaign = ?",
        target.name());
    assertThat(text("select body from plan where campaign = ?", target.name())).isNotEqualTo(body);

    site.people().api().post("/campaigns/plan-changed/start", Map.of("plan", 1));

    target.untilAlarm("plan 1 has digest");
    assertThat(target.view()).isNull();
    run("update plan set body = ? where campaign = ?", body, target.name());
  }

  @Test
  void sealedValuesThatWereSwappedAreNotDelivered() {
    Target target = site.target("escrow-one");
    Target other = site.target("escrow-two");
    target.untilHeld("not-confirmed");
    other.untilHeld("not-confirmed");
    swapEscrow(target.rotation(), other.rotation());

    try (Traffic _ = Traffic.start(site.world(), List.of(target.leak(), other.leak()))) {
      target.retry();
      target.untilHeld("tampered");
      target.untilAlarm("does not open");
      target.requireUntouched();
      swapEscrow(target.rotation(), other.rotation());
      target.retry();
      other.retry();
      target.untilProven();
      other.untilProven();
    }
    target.requireEnded();
    other.requireEnded();
  }

  @Test
  void aForgedDecisionInTheOutboxIsRefusedWithAnAlarm() {
    Target target = site.askingTarget("outbox-forged");
    target.untilWaiting();
    Person mallory = Person.of("olga@example.com", "owner", "payments");
    SignedStatement forged =
        mallory.sign(
            target.people().campaign(), target.items().subject(), Verb.APPROVE, "all is well");
    insertDecision(target, forged);

    target.untilAlarm("in the outbox is forged");
    assertThat(target.is("waiting")).isTrue();
    target.requireUntouched();
    finishAsking(target);
  }

  /** P6: a row leaves the scope by signature only. */
  @Test
  void aRowThatIsRuledOutBySqlLetsNothingClose() {
    Target target = site.target("row-ruled-out");
    try (Traffic _ = Traffic.start(site.world(), List.of(target.leak()))) {
      target.untilProven();
    }
    run(
        "update scope_row set state = 'ruled_out', reason = 'not ours' where campaign = ?",
        target.name());

    refusesToClose(target);
  }

  private static Api.Answer approve(Target target, Person person) {
    SignedStatement signed =
        person.sign(target.people().campaign(), target.items().subject(), Verb.APPROVE, "");
    return site.people()
        .api()
        .post(
            "/campaigns/" + target.name() + "/decisions",
            Map.of(
                "text",
                signed.text(),
                "signature",
                signed.signature(),
                "items",
                List.of(
                    Map.of(
                        "rotation", target.rotation(),
                        "shown", target.view().get("shown").stringValue()))));
  }

  private static void finishAsking(Target target) {
    try (Traffic _ = Traffic.start(site.world(), List.of(target.leak()))) {
      target.approve();
      target.untilProven();
    }
    target.requireEnded();
  }

  private static void refusesToClose(Target target) {
    JsonNode draft = target.people().prepareClosing();
    assertThat(draft.get("openRows").intValue()).isPositive();
  }

  private static void liftBrake(Target target) {
    brake(target, "none");
  }

  private static void brake(Target target, String brake) {
    site.people()
        .api()
        .post(
            "/campaigns/" + target.name() + "/brake",
            Map.of("brake", brake, "reason", "looked into it"))
        .good();
  }

  private static void insertDecision(Target target, SignedStatement signed) {
    String digest = Digest.ofText(signed.text()).value();
    run(
        "insert into decision (digest, campaign, statement, signature, person, verb, received_at)"
            + " values (?, ?, ?, ?, 'olga@example.com', 'approve', now())",
        digest,
        target.name(),
        signed.text(),
        signed.signature());
    run(
        "insert into delivery (digest, target, body) values (?, ?, ?)",
        digest,
        target.rotation(),
        Stored.write(target.items().delivery(signed, target.rotation())));
  }

  /** An entry with the right place, link and hash; only the seal takes a key. */
  private static void forge(String chain, String type, Map<String, Object> body) {
    Head head =
        site.sql()
            .sql("select seq, hash from ledger where chain = ? order by seq desc limit 1")
            .param(chain)
            .query((row, _) -> new Head(row.getLong("seq"), new Digest(row.getString("hash"))))
            .single();
    Entry entry =
        new Entry(
            chain,
            head.seq() + 1,
            head.hash(),
            Instant.ofEpochMilli(System.currentTimeMillis()),
            type,
            new TreeMap<>(body));
    site.sql()
        .sql(
            "insert into ledger (chain, seq, previous, hash, seal, at, type, body)"
                + " values (?, ?, ?, ?, ''::bytea, ?, ?, ?)")
        .params(
            chain,
            entry.seq(),
            entry.previous().value(),
            entry.hash().value(),
            Timestamp.from(entry.at()),
            type,
            CanonicalJson.write(entry.body()))
        .update();
  }

  private static void swapEscrow(String one, String two) {
    run(
        "update escrow a set sealed = b.sealed from escrow b where a.role = 'NEW'"
            + " and b.role = 'NEW' and ((a.rotation = ? and b.rotation = ?)"
            + " or (a.rotation = ? and b.rotation = ?))",
        one,
        two,
        two,
        one);
  }

  private static long last(String chain) {
    return site.sql()
        .sql("select max(seq) from ledger where chain = ?")
        .param(chain)
        .query(Long.class)
        .single();
  }

  private static String text(String sql, String parameter) {
    return site.sql().sql(sql).param(parameter).query(String.class).single();
  }

  private static void run(String sql, Object... parameters) {
    assertThat(site.sql().sql(sql).params(parameters).update()).as(sql).isPositive();
  }
}
