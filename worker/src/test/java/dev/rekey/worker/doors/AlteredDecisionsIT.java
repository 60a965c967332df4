// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.Stored;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Together;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Whoever writes SQL can slip in a key or a decision, and decides nothing by it. All campaigns of a
 * Rekey share its roster: these tests have one of their own, and take turns.
 */
@Together
@Timeout(1500)
class AlteredDecisionsIT {

  private static Site site;

  @BeforeAll
  static void open(@TempDir Path home) {
    site = Site.open(home);
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  void aKeyThatSlippedIntoTheRosterDecidesNothing() {
    Target target = site.askingTarget("roster-body");
    target.untilWaiting();
    Person mallory = Person.of("olga@example.com", "owner", "payments");
    String digest = site.text("select roster from campaign where name = ?", target.name());
    String body = site.text("select body from roster where digest = ?", digest);
    String own = target.people().olga.signerLine().split(" ")[2].strip();
    String foreign = mallory.signerLine().split(" ")[2].strip();
    site.run("update roster set body = ? where digest = ?", body.replace(own, foreign), digest);

    Api.Answer answer = approve(target, mallory);

    site.run("update roster set body = ? where digest = ?", body, digest);
    assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);
    assertThat(target.is("waiting")).isTrue();
    target.requireUntouched();
    target.approveToTheEnd();
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  void aRosterThatNobodyVouchedForDecidesNothing() {
    Target target = site.askingTarget("roster-swapped");
    target.untilWaiting();
    Person mallory = Person.of("olga@example.com", "owner", "payments");
    String digest = site.text("select roster from campaign where name = ?", target.name());
    String own = target.people().olga.signerLine().split(" ")[2].strip();
    String foreign = mallory.signerLine().split(" ")[2].strip();
    String body =
        site.text("select body from roster where digest = ?", digest).replace(own, foreign);
    String other = Digest.ofText(body).value();
    site.run("insert into roster (digest, body, added_at) values (?, ?, now())", other, body);
    site.run("update campaign set roster = ? where name = ?", other, target.name());

    Api.Answer answer = approve(target, mallory);

    site.run("update campaign set roster = ? where name = ?", digest, target.name());
    assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);
    assertThat(target.is("waiting")).isTrue();
    target.requireUntouched();
    target.approveToTheEnd();
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
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
    target.approveToTheEnd();
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

  private static void insertDecision(Target target, SignedStatement signed) {
    String digest = Digest.ofText(signed.text()).value();
    site.run(
        "insert into decision (digest, campaign, statement, signature, person, verb, received_at)"
            + " values (?, ?, ?, ?, 'olga@example.com', 'approve', now())",
        digest,
        target.name(),
        signed.text(),
        signed.signature());
    site.run(
        "insert into delivery (digest, target, body) values (?, ?, ?)",
        digest,
        target.rotation(),
        Stored.write(target.items().delivery(signed, target.rotation())));
  }
}
