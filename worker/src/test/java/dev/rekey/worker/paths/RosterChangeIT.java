// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Api;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Who is taken off the roster decides nothing more in a campaign that runs; what was stands. */
@Together
@Timeout(500)
class RosterChangeIT {

  private static final Duration LONG = Duration.ofMinutes(3);

  @Test
  void whoIsTakenOffDecidesNothingMoreAndWhatWasDecidedStands(@TempDir Path home) {
    World world = World.shared();
    List<Leak> leaks = List.of(Leak.of(world, "roster-a", 1), Leak.of(world, "roster-b", 1));
    try (Embedded rekey = Embedded.start(home, 0, timing(), line -> System.out.println(line));
        Traffic _ = Traffic.start(world, leaks)) {
      Api api = new Api(rekey.settings().port(), rekey.settings().token());
      Responders people = new Responders(api, "roster-change");
      people.trustRoster();
      people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
      people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
      people.begin();
      people.intake(Leak.header() + leaks.get(0).row("admin") + leaks.get(1).row("admin"));
      people.plan("all");
      people.startApproved();
      people.until("asked", LONG, () -> people.count("waiting") == 2);
      assertThat(approve(people, people.olga, leaks.get(0)).status()).isEqualTo(200);

      String fewer = propose(people, people.alice, people.bob, people.carla);
      trust(people, fewer, people.alice);
      assertThat(current(people)).isNotEqualTo(fewer);
      assertThat(approve(people, people.olga, leaks.get(1)).status())
          .as("one of two")
          .isEqualTo(200);
      people.until("both are on record", LONG, () -> people.count("waiting") == 0);
      trust(people, fewer, people.bob);
      assertThat(current(people)).isEqualTo(fewer);

      people.until("proven", LONG, () -> people.count("proven") == 2);
      refused(people);
      byte[] certificate = people.close();
      assertThat(CertificateVerifier.verify(certificate, Optional.empty()).findings()).isEmpty();
    }
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

  private static Api.Answer approve(Responders people, Person person, Leak leak) {
    for (JsonNode one : people.api().get("/campaigns/" + people.campaign() + "/rotations").good()) {
      if (one.get("credential").stringValue().equals(leak.id())) {
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
    throw new AssertionError(leak.id());
  }

  private static Api.Answer decide(Responders people, SignedStatement signed, ItemList list) {
    return people
        .api()
        .post(
            "/campaigns/" + people.campaign() + "/decisions",
            Map.of(
                "text", signed.text(),
                "signature", signed.signature(),
                "items",
                    list.items().stream()
                        .map(item ->
                            Map.of("rotation", item.rotation(), "shown", item.shown().value()))
                        .toList()));
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
