// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever writes SQL can change what Rekey reads; what is not sealed or signed is not believed. */
@Together
@Order(7)
@ExtendWith(OneSite.class)
@Timeout(1500)
class AlteredRowsIT {

  private static Site site;

  @BeforeAll
  static void open(Site shared) {
    site = shared;
  }

  /** The user has a second live key, which nobody named: it must survive whatever a row says. */
  @Test
  void factsThatNameAnotherKeyKillNeither() {
    Target target = site.askingTarget("facts-swapped");
    target.untilWaiting();
    String bystander = site.world().leak(target.leak().user());
    String rotation = target.rotation();
    String facts = site.text("select facts from rotation where id = ?", rotation);
    site.run(
        "update rotation set facts = ? where id = ?",
        facts.replace(target.leak().id(), bystander),
        rotation);

    target.people().decideWaiting(target.people().olga, Verb.APPROVE, "", _ -> true);
    target.untilAlarm("facts are not those that were planned");

    assertThat(site.world().keys(target.leak().user()))
        .extracting(key -> key.accessKeyId() + " " + key.statusAsString())
        .containsExactlyInAnyOrder(target.leak().id() + " Active", bystander + " Active");
  }

  /**
   * What decisions have made of a rotation is told to people from a row, and read from the chain.
   */
  @Test
  void anAmendmentThatNobodySignedIsNotActedUpon() {
    Target target = site.askingTarget("amended-by-sql");
    target.untilWaiting();
    String rotation = target.rotation();
    site.run(
        "update rotation set amended = jsonb_set(facts::jsonb, '{places}', '[]')::text"
            + " where id = ?",
        rotation);

    target.approve();
    site.intruder()
        .temporal("workflow", "query", "--workflow-id", target.workflow(), "--type", "standing");
    assertThat(target.is("waiting")).as("whoever approved was shown another thing").isTrue();
    assertThat(target.effects("issue")).isZero();

    site.run("update rotation set amended = null where id = ?", rotation);
    target.approveToTheEnd();
  }

  @Test
  void factsWithoutAPlaceAreHeldUntilTheyArePutBack() {
    Target target = site.target("facts-place");
    target.untilHeld("not-confirmed");
    String rotation = target.rotation();
    String facts = site.text("select facts from rotation where id = ?", rotation);
    site.run(
        "update rotation set facts = jsonb_set(facts::jsonb, '{places}', '[]')::text where id = ?",
        rotation);

    try (Traffic _ = Traffic.start(site.world(), List.of(target.leak()))) {
      target.retry();
      target.untilAlarm("facts are not those that were planned");
      site.intruder().temporal("workflow", "terminate", "--workflow-id", target.workflow());
      target.untilHeld("tampered");
      target.untilAlarm("facts are not those that were planned");
      target.requireUntouched();
      site.run("update rotation set facts = ? where id = ?", facts, rotation);
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

    site.run("update rotation set state = 'proven', reason = null where id = ?", target.rotation());

    target.untilAlarm("no proof is on record");
    target.untilHeld("not-confirmed");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void anAbortThatIsLiftedBySqlStillHolds() {
    Target target = site.askingTarget("brake-lifted");
    target.untilWaiting();
    target.brake("abort");

    site.run("update campaign set brake = 'none' where name = ?", target.name());
    target.approve();

    target.untilHeld("tampered");
    target.untilAlarm("the brake was altered");
    target.requireUntouched();
    assertThat(site.world().keys(target.leak().user())).hasSize(1);
    target.liftBrake();
    target.retryToTheEnd();
  }

  @Test
  void aPlanThatWasChangedIsNotCarriedOut() {
    Target target = site.prepared("plan-changed", "admin", "admin");
    String body = site.text("select body from plan where campaign = ?", target.name());
    site.run(
        "update plan set body = replace(body, '\"ownerApproval\":true', '\"ownerApproval\":false')"
            + " where campaign = ?",
        target.name());
    assertThat(site.text("select body from plan where campaign = ?", target.name()))
        .isNotEqualTo(body);

    site.people().api().post("/campaigns/plan-changed/start", Map.of("plan", 1));

    target.untilAlarm("plan 1 has digest");
    assertThat(target.view()).isNull();
    site.run("update plan set body = ? where campaign = ?", body, target.name());
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

  /** What a leaked credential opens brings more into the scope, and its owner and places decide. */
  @Test
  void noPlanIsMadeOfRowsThatSayAnotherThingThanTheirList() {
    Target target = site.prepared("row-says", "write", "none");
    String said = site.text("select credential from scope_row where campaign = ?", target.name());
    for (String alteration :
        List.of(
            "'{ties,unlocks}', '[{\"system\": \"aws-prod\", \"identity\": \"\", \"location\": \"\"}]'",
            "'{ties,unlocks}', '[\"nothing that was ever written\"]'",
            "'{owner,value}', '\"nobody\"'",
            "'{places}', '[]'",
            "'{disposition}', '\"RETIRE\"'")) {
      site.run(
          "update scope_row set credential = jsonb_set(credential::jsonb, %s)::text"
                  .formatted(alteration)
              + " where campaign = ?",
          target.name());
      requireRefused(target);
      site.run("update scope_row set credential = ? where campaign = ?", said, target.name());
    }
    String clues = site.text("select clues from scope_row where campaign = ?", target.name());
    site.run(
        "update scope_row set clues = jsonb_set(clues::jsonb, '{inventory}', 'true')::text"
            + " where campaign = ?",
        target.name());
    requireRefused(target);
    site.run("update scope_row set clues = ? where campaign = ?", clues, target.name());
    assertThat(target.plan().status()).as("put back, it is planned").isEqualTo(201);
  }

  /** Nor does a list that comes later put on record what was altered before it. */
  private static void requireRefused(Target target) {
    String more = Leak.header() + "nowhere,row-says,iam-access-key,AKIA1,payments,write,\n";
    Api.Answer refused = target.plan();

    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.body()).contains("rows were altered", "is not what was taken in");
    Api.Answer later = target.people().api().csv("/campaigns/row-says/sources/more.csv", more);
    assertThat(later.status()).as(later.body()).isEqualTo(409);
    target.untilAlarm("rows were altered");
  }

  /** P6: a row leaves the scope by signature only. */
  @Test
  void aRowThatIsRuledOutBySqlLetsNothingClose() {
    Target target = site.target("row-ruled-out");
    try (Traffic _ = Traffic.start(site.world(), List.of(target.leak()))) {
      target.untilProven();
    }
    site.run(
        "update scope_row set state = 'ruled_out', reason = 'not ours' where campaign = ?",
        target.name());

    target.refusesToClose();
  }

  /** P6: what an inventory merely knows is no part of the scope, and what leaked is. */
  @Test
  void aLeakedRowThatSqlCallsKnownOnlyLetsNothingClose() {
    Target target = site.target("row-known");
    String unresolved = Leak.header() + "nowhere,row-known,iam-access-key,AKIA1,payments,write,\n";
    target.people().api().csv("/campaigns/row-known/sources/more.csv", unresolved).good();
    try (Traffic _ = Traffic.start(site.world(), List.of(target.leak()))) {
      target.untilProven();
    }
    assertThat(target.people().prepareClosing().get("openRows").intValue()).isEqualTo(1);
    site.run(
        "update scope_row set state = 'known', reason = '' where source = 'more.csv'"
            + " and campaign = ?",
        target.name());

    target.refusesToClose();
    target.untilAlarm("counts as known only, and its list says more");
  }

  private static void swapEscrow(String one, String two) {
    site.run(
        "update escrow a set sealed = b.sealed from escrow b where a.role = 'NEW'"
            + " and b.role = 'NEW' and ((a.rotation = ? and b.rotation = ?)"
            + " or (a.rotation = ? and b.rotation = ?))",
        one,
        two,
        two,
        one);
  }
}
