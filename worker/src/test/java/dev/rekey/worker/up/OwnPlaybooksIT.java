// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Playbooks of an installation, from the folder that its settings name to the plan. */
@Together
@Order(9)
@Timeout(400)
class OwnPlaybooksIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path home;

  private UpSettings settings() {
    SettingsReader.Sources sources =
        new SettingsReader.Sources(
            "rekey.yaml",
            home,
            "playbooks: own\n".getBytes(StandardCharsets.UTF_8),
            Map.of(),
            Map.of());
    return switch (SettingsReader.read(sources)) {
      case Reading.Read<UpSettings>(UpSettings read) -> read;
      case Reading.Wrong<UpSettings>(List<Mistake> mistakes) -> throw new AssertionError(mistakes);
    };
  }

  @Test
  void plansAndRotationsGoByThemAndDigestsCoverThem() throws IOException {
    Path own = Files.createDirectory(home.resolve("own"));
    Path file = own.resolve("hands.yaml");
    Files.writeString(
        file,
        """
        playbook: our-hands
        for: {connector: manual, kind: credential}
        approve: all
        """);
    Files.writeString(
        own.resolve("keys.yaml"),
        """
        playbook: who-misses-it
        for: {connector: aws, kind: iam-access-key}
        approve: none
        observe: {for: 0s, at-most: 0s, brownout: {when: consumers.unknown, for: 30m}}
        """);

    try (Embedded rekey = Embedded.start(home, settings(), System.out::println)) {
      Api api = new Api(rekey.settings().port(), rekey.settings().token());
      Responders people = new Responders(api, "own-playbooks");
      people.trustRoster();
      people.addSystem("fileshare", "manual", Map.of(), 1);
      people.begin();
      people.intake(Leak.header() + "fileshare,svc,credential,tok-1,payments,write,\n");

      JsonNode plan =
          api.post("/campaigns/own-playbooks/plans", Map.of("author", people.alice.name().value()))
              .good();

      assertThat(plan.get("rotations").get(0).get("ownerApproval").booleanValue()).isTrue();
      assertThat(
              rekey
                  .server()
                  .getBean(JdbcClient.class)
                  .sql("select body from plan where digest = :digest")
                  .param("digest", plan.get("digest").stringValue())
                  .query(String.class)
                  .single())
          .contains("our-hands")
          .doesNotContain("by-hand");
      assertThat(api.get("/playbooks").good().toString())
          .contains(file.toString(), "our-hands", "library/openbao-token.yaml")
          .doesNotContain("by-hand");
      assertThat(api.get("/playbooks/our-hands").good().get("pace").get("soak").stringValue())
          .isEqualTo("PT30M");
      assertThat(api.get("/playbooks/our-hand").body()).contains("did you mean 'our-hands'?");
      whatNobodyKnowsTheUsersOfIsSwitchedOffForAWhileFirst(people.in("brownout"));
    }
  }

  /** One is missed by a job that everybody forgot, the other one by nobody. */
  private static void whatNobodyKnowsTheUsersOfIsSwitchedOffForAWhileFirst(Responders people) {
    World world = World.shared();
    Leak missed = Leak.of(world, "brownout-missed", 0);
    Leak unused = Leak.of(world, "brownout-unused", 0);
    people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
    people.begin();
    String row = "aws-prod,%s,iam-access-key,%s,payments,write,,retire\n";
    people.intake(
        Leak.header().replace("places", "places,disposition")
            + row.formatted(missed.user(), missed.id())
            + row.formatted(unused.user(), unused.id()));
    assertThat(people.plan("none").get("rotations").get(0).get("why").stringValue())
        .contains("consumers unknown: switched off for PT3S first, to see who misses it");
    BooleanSupplier forgotten = () -> world.accepts(missed.id(), world.secret(missed.id()));
    try (Traffic traffic = Traffic.start(world, Map.of("cron", forgotten))) {
      people.startApproved();
      people.until("missed", PATIENCE, () -> held(people, missed, "still-used"));
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isNotEmpty();
      people.until("it works again", PATIENCE, forgotten);
      assertThat(people.rotation(missed.user()).get("note").stringValue())
          .contains("it was switched off from ", "and used at ", "then sign a retry");
      assertThat(people.rotation(missed.user()).get("offSince").isNull()).isTrue();
    }
    people.until("not missed", PATIENCE, () -> people.count("proven") == 1);
    assertThat(people.rotation(unused.user()).get("state").stringValue()).isEqualTo("proven");

    people.decideWaiting(people.olga, Verb.RETRY, "cron has a key of its own now", _ -> true);
    people.until("both proven", PATIENCE, () -> people.count("proven") == 2);
    assertThat(world.keys(missed.user())).isEmpty();
    assertThat(world.keys(unused.user())).isEmpty();
    byte[] certificate = people.close();
    Aftermath.requireValid(certificate);
    assertThat(new String(certificate, StandardCharsets.UTF_8))
        .contains("brownout-disable", "brownout-enable");
  }

  private static boolean held(Responders people, Leak leak, String reason) {
    for (JsonNode one : people.api().get("/campaigns/brownout/rotations").good()) {
      if (one.get("identity").stringValue().equals(leak.user())) {
        return one.get("reason").stringValue("").equals(reason);
      }
    }
    // The wave has not begun.
    return false;
  }

  @Test
  void whatStillWaitsAtItsDeadlineIsCutAsThePlanSaysUnlessTwoExtendIt() throws IOException {
    Path own = Files.createDirectory(home.resolve("own"));
    Files.writeString(
        own.resolve("keys.yaml"),
        """
        playbook: keys-in-time
        for: {connector: aws, kind: iam-access-key}
        approve: all
        kill-within: 12h
        at-deadline: cut
        observe: {for: 0s, at-most: 0s}
        deliver: {selectors: {id: /aws/access_key_id, secret: /aws/secret_access_key}}
        """);
    World world = World.shared();
    Leak cut = Leak.of(world, "in-time-cut", 1);
    Leak extended = Leak.of(world, "in-time-extended", 1);
    try (Embedded rekey = Embedded.start(home, settings(), System.out::println)) {
      Responders people =
          new Responders(new Api(rekey.settings().port(), rekey.settings().token()), "in-time");
      people.trustRoster();
      people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
      people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
      people.begin();
      people.intake(Leak.header() + cut.row("read") + extended.row("read"));
      JsonNode plan =
          people
              .api()
              .post("/campaigns/in-time/plans", Map.of("author", people.alice.name().value()))
              .good();
      assertThat(plan.get("warnings").toString())
          .contains("2 cut at their deadline if they still wait", cut.id());

      people.startApproved();
      people.until("asked", PATIENCE, () -> people.count("waiting") == 2);
      assertThat(deadline(people, cut).get("then").stringValue()).isEqualTo("cut");
      assertThat(deadline(people, cut).get("breaks").toString()).contains(cut.paths().getFirst());
      Instant later = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
      extend(people, people.olga, extended, later);
      extend(people, people.bob, extended, later);
      people.until(
          "moved",
          PATIENCE,
          () -> deadline(people, extended).get("at").stringValue().equals(later.toString()));

      people.until("cut and replaced", PATIENCE, () -> people.count("proven") == 1);
      assertThat(of(people, extended).get("state").stringValue()).isEqualTo("waiting");
      assertThat(world.accepts(extended.id(), world.secret(extended.id()))).isTrue();
      try (Traffic traffic = Traffic.start(world, List.of(extended))) {
        people.decideWaiting(people.olga, Verb.APPROVE, "", one -> true);
        people.until("all proven", PATIENCE, () -> people.count("proven") == 2);
        assertThat(traffic.failed()).isEmpty();
      }
      Aftermath.requireValid(people.close());
      Aftermath aftermath = new Aftermath(world, rekey.server().getBean(JdbcClient.class));
      aftermath.requireReplaced(cut);
      aftermath.requireReplaced(extended);
    }
  }

  private static void extend(Responders people, Person person, Leak leak, Instant until) {
    JsonNode one = of(people, leak);
    ItemList list =
        ItemList.of(
            List.of(
                new Item(
                    one.get("rotation").stringValue(),
                    new Digest(one.get("shown").stringValue()))));
    JsonNode answer =
        people.decide(
            person.sign(
                people.campaign(),
                list.subject(),
                Verb.EXTEND,
                "released tomorrow",
                new TreeMap<>(Map.of(Statement.DEADLINE, until.toString()))),
            list.items());
    assertThat(answer.get("answers").get(0).get("answer").stringValue(""))
        .as("%s", answer)
        .doesNotStartWith("refused");
  }

  private static JsonNode deadline(Responders people, Leak leak) {
    return of(people, leak).get("deadline");
  }

  private static JsonNode of(Responders people, Leak leak) {
    for (JsonNode one : people.api().get("/campaigns/in-time/rotations").good()) {
      if (one.get("credential").stringValue().equals(leak.id())) {
        return one;
      }
    }
    throw new AssertionError("no rotation of " + leak.id());
  }
}
