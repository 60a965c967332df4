// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Desk;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who is taken off the roster decides nothing more in a campaign that runs; what was stands. */
@Together
@Timeout(900)
class RosterChangeIT {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String CLOSING = "/campaigns/roster-change/closing";

  @Test
  void whoIsTakenOffDecidesNothingMoreAndWhatWasDecidedStands(@TempDir Path home) {
    World world = World.shared();
    List<Leak> leaks = List.of(Leak.of(world, "roster-a", 1), Leak.of(world, "roster-b", 1));
    try (Embedded rekey = Embedded.start(home, 0, timing(), line -> System.out.println(line));
        Traffic _ = Traffic.start(world, leaks)) {
      Api api = new Api(rekey.settings().port(), rekey.settings().token());
      Responders people = new Responders(api, "roster-change");
      Desk desk = new Desk(people);
      begin(world, leaks, people);
      people.until("asked", LONG, () -> people.count("waiting") == 3);
      assertThat(approve(people, people.olga, leaks.get(0).id()).status()).isEqualTo(200);

      String fewer = propose(people, people.alice, people.bob, people.carla);
      trust(people, fewer, people.alice);
      assertThat(current(people)).isNotEqualTo(fewer);
      assertThat(approve(people, people.olga, leaks.get(1).id()).status())
          .as("one of two")
          .isEqualTo(200);
      assertThat(approve(people, people.olga, "tok-9").status()).isEqualTo(200);
      JsonNode task = desk.task("fileshare", "revoke");
      trust(people, fewer, people.bob);
      assertThat(current(people)).isEqualTo(fewer);

      refusedByHand(desk, task);
      people.until("proven", LONG, () -> people.count("proven") == 3);
      refused(people);
      closedAndReopenedWithoutBob(people);
      comesBackBySignaturesOfToday(people, fewer);
    }
  }

  private static void begin(World world, List<Leak> leaks, Responders people) {
    people.trustRoster();
    people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
    people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
    people.addSystem("fileshare", "manual", Map.of(), 600);
    people.begin();
    people.intake(Leak.header() + leaks.get(0).row("write") + leaks.get(1).row("write"));
    people
        .api()
        .csv(
            "/campaigns/roster-change/sources/hands.csv",
            "system,identity,kind,credential_id,owner,privilege,disposition,places\n"
                + "fileshare,svc-files,credential,tok-9,payments,write,revoke-now,\n")
        .good();
    people.plan("all");
    people.startApproved();
  }

  /** Olga owned it, and has no hands in it any more. */
  private static void refusedByHand(Desk desk, JsonNode task) {
    Person olga = desk.people().olga;
    assertThat(desk.statement(olga, olga, task, "ended it").body())
        .contains("by the roster of today", "olga@example.com is not on the roster");
    assertThat(desk.statement(task, "ended it").status()).isEqualTo(200);
    desk.attest("fileshare");
  }

  /** Bob is taken off next: he neither writes nor approves a plan, nor closes, nor reopens. */
  private static void closedAndReopenedWithoutBob(Responders people) {
    String without = propose(people, people.alice, people.carla);
    trust(people, without, people.alice);
    trust(people, without, people.bob);
    assertThat(current(people)).isEqualTo(without);

    assertThat(
            people
                .api()
                .post(
                    "/campaigns/roster-change/amendments",
                    Map.of("author", people.bob.name().value()))
                .body())
        .contains("author 'bob@example.com' (expected: a person on the roster)");
    requireGone(decide(people, planApproval(people, people.bob), null));
    requireGone(close(people, people.bob));
    assertThat(close(people, people.carla).status()).isEqualTo(200);
    requireGone(reopen(people, people.bob));
    assertThat(reopen(people, people.carla).status()).isEqualTo(200);
    requireGone(countersign(people, people.bob));
    assertThat(people.status().get("state").stringValue()).isEqualTo("closed");
    assertThat(countersign(people, people.alice).status()).isEqualTo(200);
    assertThat(people.status().get("state").stringValue()).isEqualTo("running");
    people.until(
        "its workflow runs again",
        LONG,
        () -> people.api().post(CLOSING + "/prepare", Map.of()).status() == 200);
    assertThat(close(people, people.carla).status()).isEqualTo(200);
    Aftermath.requireValid(people.api().bytes("/campaigns/roster-change/certificate"));
  }

  /**
   * A roster that counted once comes back, and what was signed for it then does not count again.
   */
  private static void comesBackBySignaturesOfToday(Responders people, String before) {
    trust(people, before, people.carla);
    assertThat(current(people)).as("Alice signed for it once").isNotEqualTo(before);
    trust(people, before, people.alice);
    assertThat(current(people)).isEqualTo(before);
  }

  private static void requireGone(Api.Answer answer) {
    assertThat(answer.status()).isNotEqualTo(200);
    assertThat(answer.body())
        .contains("by the roster of today", "bob@example.com is not on the roster");
  }

  private static SignedStatement planApproval(Responders people, Person person) {
    JsonNode plan = people.api().get("/campaigns/roster-change/plans/latest").good();
    return person.sign(
        people.campaign(),
        new PlanSubject(
            plan.get("number").intValue(), new Digest(plan.get("digest").stringValue())),
        Verb.APPROVE,
        "");
  }

  private static Api.Answer close(Responders people, Person person) {
    Digest body = new Digest(people.prepareClosing().get("body").stringValue());
    return signed(
        people,
        "/closing",
        person.sign(people.campaign(), new CertificateSubject(body), Verb.CLOSE, "all of it"));
  }

  private static Api.Answer reopen(Responders people, Person person) {
    Digest closed = new Digest(reopening(people).get("certificate").stringValue());
    return signed(
        people,
        "/reopening",
        person.sign(people.campaign(), new CertificateSubject(closed), Verb.REOPEN, "look again"));
  }

  private static Api.Answer countersign(Responders people, Person person) {
    Digest proposal = new Digest(reopening(people).get("proposal").stringValue());
    return signed(
        people,
        "/reopening",
        person.sign(people.campaign(), new StatementSubject(proposal), Verb.COUNTERSIGN, ""));
  }

  private static JsonNode reopening(Responders people) {
    return people.api().get("/campaigns/roster-change/reopening").good();
  }

  private static Api.Answer signed(Responders people, String path, SignedStatement signed) {
    return people
        .api()
        .post(
            "/campaigns/roster-change" + path,
            Map.of("text", signed.text(), "signature", signed.signature()));
  }

  /** Olga's key fits the roster that the campaign is pinned to, and counts no more. */
  private static void refused(Responders people) {
    ItemList list = ItemList.of(List.of(new Item("roster-change/none", Digest.ofText("none"))));
    SignedStatement signed =
        people.olga.sign(people.campaign(), list.subject(), Verb.APPROVE, "as before");
    Api.Answer answer = decide(people, signed, list);
    assertThat(answer.status()).isNotEqualTo(200);
    assertThat(answer.body()).contains("olga@example.com is not on the roster");
  }

  private static Api.Answer approve(Responders people, Person person, String credential) {
    for (JsonNode one : people.api().get("/campaigns/" + people.campaign() + "/rotations").good()) {
      if (one.get("credential").stringValue().equals(credential)) {
        ItemList list =
            ItemList.of(
                List.of(
                    new Item(
                        one.get("rotation").stringValue(),
                        new Digest(one.get("shown").stringValue()))));
        return decide(
            people, person.sign(people.campaign(), list.subject(), Verb.APPROVE, ""), list);
      }
    }
    throw new AssertionError(credential);
  }

  private static Api.Answer decide(
      Responders people, SignedStatement signed, @Nullable ItemList list) {
    return people
        .api()
        .post(
            "/campaigns/" + people.campaign() + "/decisions",
            Map.of(
                "text", signed.text(),
                "signature", signed.signature(),
                "items", list == null ? List.of() : items(list)));
  }

  private static List<Map<String, String>> items(ItemList list) {
    return list.items().stream()
        .map(item -> Map.of("rotation", item.rotation(), "shown", item.shown().value()))
        .toList();
  }

  private static String propose(Responders people, Person... members) {
    List<Map<String, Object>> list = new ArrayList<>();
    StringBuilder signers = new StringBuilder();
    for (Person person : members) {
      list.add(
          Map.of("name", person.name().value(), "roles", person.roles(), "teams", person.teams()));
      signers.append(person.signerLine());
    }
    return people
        .api()
        .post("/rosters", Map.of("signers", signers.toString(), "members", list))
        .good()
        .get("digest")
        .stringValue();
  }

  private static void trust(Responders people, String digest, Person person) {
    SignedStatement signed =
        person.sign(null, new RosterSubject(new Digest(digest)), Verb.TRUST_ROSTER, "in person");
    people
        .api()
        .post(
            "/rosters/" + digest + "/trust",
            Map.of("text", signed.text(), "signature", signed.signature()))
        .good();
  }

  private static String current(Responders people) {
    return people.api().get("/rosters/current").good().get("digest").stringValue();
  }

  private static Timing timing() {
    return new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
  }
}
