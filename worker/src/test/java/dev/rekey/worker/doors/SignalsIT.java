// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.Stored;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Decisions may come from any command line; the workflow believes signatures, not callers. */
@Together
@ExtendWith(OneSite.class)
@Timeout(1500)
class SignalsIT {

  private static Site site;

  @BeforeAll
  static void open(Site shared) {
    site = shared;
  }

  @Test
  void theRightStatementDecidesBySignalFromAnywhere() {
    Target target = site.askingTarget("signal-right");
    target.untilWaiting();
    try (Traffic _ = Traffic.start(site.world(), List.of(target.leak()))) {
      signal(target, approval(target, target.people().olga, target.items()));
      target.untilProven();
    }
    target.requireEnded();
  }

  @Test
  void aStatementWithoutItsSignatureRaisesAnAlarm() {
    Target target = site.askingTarget("signal-unsigned");
    target.untilWaiting();
    Delivery right = approval(target, target.people().olga, target.items());
    String text = right.signed().text();
    String foreign =
        target
            .people()
            .bob
            .sign(target.people().campaign(), target.items().subject(), Verb.DENY, "not ours")
            .signature();

    signal(target, new Delivery(new SignedStatement(text, "unsigned"), right.proof()));
    signal(target, new Delivery(new SignedStatement(text, foreign), right.proof()));

    target.people().until("two alarms", Target.PATIENCE, () -> target.alarms().size() == 2);
    requireStillWaiting(target);
  }

  @Test
  void aKeyThatIsNotOnTheRosterRaisesAnAlarm() {
    Target target = site.askingTarget("signal-foreign");
    target.untilWaiting();
    Person mallory = Person.of("olga@example.com", "owner", "payments");

    signal(target, approval(target, mallory, target.items()));

    target.people().until("an alarm", Target.PATIENCE, () -> !target.alarms().isEmpty());
    requireStillWaiting(target);
  }

  @Test
  void aStatementOfAnotherCampaignOrRotationChangesNothing() {
    Target other = site.askingTarget("signal-other");
    Target target = site.askingTarget("signal-mine");
    other.untilWaiting();
    target.untilWaiting();
    Item foreign = new Item(target.rotation(), new Digest(other.view().get("shown").stringValue()));

    signal(target, approval(other, target.people().olga, other.items()));
    signal(target, approval(other, target.people().olga, target.items()));
    signal(target, approval(target, target.people().olga, ItemList.of(List.of(foreign))));

    requireStillWaiting(target);
    requireStillWaiting(other);
  }

  @Test
  void aReplayedStatementChangesNothing() {
    Target target = site.target("signal-replayed");
    target.untilHeld("not-confirmed");
    SignedStatement retry = retry(target);
    Delivery delivery = target.items().delivery(retry, target.rotation());
    int rounds = target.view().get("round").intValue();
    signal(target, delivery);
    target
        .people()
        .until(
            "held again",
            Target.PATIENCE,
            () -> target.isHeld("not-confirmed") && target.view().get("round").intValue() > rounds);
    JsonNode before = target.view();

    signal(target, delivery);
    update(target, delivery);

    settle(target);
    assertThat(target.view()).isEqualTo(before);
    target.requireUntouched();
    target.retryToTheEnd();
  }

  /** The raw update is refused before it leaves a trace; nothing changes. */
  @Test
  void aForgedUpdateChangesNothing() {
    Target target = site.askingTarget("update-forged");
    target.untilWaiting();
    Person mallory = Person.of("olga@example.com", "owner", "payments");

    update(target, approval(target, mallory, target.items()));

    requireStillWaiting(target);
  }

  /** A campaign's plan is approved by signature too, whoever carries it. */
  @Test
  void aForgedApprovalOfThePlanStartsNothing() {
    Target target = site.prepared("signal-plan", "write", "none");
    JsonNode plan = target.people().api().get("/campaigns/signal-plan/plans/latest").good();
    target.people().api().post("/campaigns/signal-plan/start", Map.of("plan", 1)).good();
    PlanSubject subject = new PlanSubject(1, new Digest(plan.get("digest").stringValue()));
    Person mallory = Person.of("bob@example.com", "responder");

    site.intruder()
        .temporal(
            "workflow",
            "signal",
            "--workflow-id",
            target.campaignWorkflow(),
            "--name",
            "decision",
            "--input",
            Stored.write(mallory.sign(target.people().campaign(), subject, Verb.APPROVE, "")));

    target.people().until("an alarm", Target.PATIENCE, () -> !target.alarms().isEmpty());
    assertThat(target.view()).isNull();
    assertThat(target.people().status().get("state").stringValue()).isEqualTo("planned");
  }

  private static Delivery approval(Target target, Person person, ItemList items) {
    SignedStatement signed =
        person.sign(target.people().campaign(), items.subject(), Verb.APPROVE, "");
    return items.delivery(signed, items.items().getFirst().rotation());
  }

  private static SignedStatement retry(Target target) {
    return target
        .people()
        .olga
        .sign(
            target.people().campaign(), target.items().subject(), Verb.RETRY, "its consumer runs");
  }

  private static void signal(Target target, Delivery delivery) {
    site.intruder()
        .temporal(
            "workflow",
            "signal",
            "--workflow-id",
            target.workflow(),
            "--name",
            "decision",
            "--input",
            Stored.write(delivery));
  }

  /** It must be refused. */
  private static void update(Target target, Delivery delivery) {
    site.intruder()
        .refused(
            "workflow",
            "update",
            "execute",
            "--workflow-id",
            target.workflow(),
            "--name",
            "decide",
            "--input",
            Stored.write(delivery));
  }

  /** The signals before this question are handled: a query is answered after them. */
  private static void settle(Target target) {
    site.intruder()
        .temporal("workflow", "query", "--workflow-id", target.workflow(), "--type", "standing");
  }

  private static void requireStillWaiting(Target target) {
    settle(target);
    assertThat(target.is("waiting")).isTrue();
    target.requireUntouched();
    assertThat(target.effects("issue")).isZero();
  }
}
