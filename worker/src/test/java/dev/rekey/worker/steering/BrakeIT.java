// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.model.StatusType;

/** A wave that goes wrong stops itself; people who are slow do not stop it. */
@Together
@Order(5)
@Timeout(1500)
class BrakeIT {

  private static final int SLOW = 4;
  private static final int BAD = 2;
  private static final int GOOD = 12;

  private static Steered steered;

  @BeforeAll
  static void start(@TempDir Path home) {
    steered = Steered.start(home, World.own());
    // New keys take a while, so that a bad one is switched off before it is taken for good.
    steered.world().aws().lag(Duration.ofSeconds(4));
  }

  @AfterAll
  static void end() {
    steered.close();
    steered.world().close();
  }

  @Test
  void aWavePausesItselfWhenTooManyPastIssueGoWrongAndSlowOwnersDoNot() {
    List<Leak> canary = steered.leak("canary", 3);
    List<Leak> slow = steered.leak("slow", SLOW);
    List<Leak> good = steered.leak("good", GOOD);
    List<Leak> bad = steered.leak("bad", BAD);
    List<Leak> all = new ArrayList<>();
    List.of(canary, slow, good, bad).forEach(all::addAll);
    StringBuilder csv = new StringBuilder(Leak.openingHeader());
    canary.forEach(leak -> csv.append(leak.opening("read", "")));
    // If they opened the others, those would wait for slow people too.
    slow.forEach(leak -> csv.append(leak.opening("admin", leak.itself())));
    good.forEach(leak -> csv.append(leak.opening("write", "")));
    bad.forEach(leak -> csv.append(leak.opening("write", "")));
    Responders people = steered.begin("brake");
    people.intake(csv.toString());
    people.plan("admin");
    List<Leak> consumed = new ArrayList<>(all);
    consumed.removeAll(bad);
    try (Traffic traffic = Traffic.start(steered.world(), consumed)) {
      people.startApproved();
      people.until(
          "the bad ones have new keys",
          Steered.PATIENCE,
          () -> bad.stream().allMatch(BrakeIT::breakNewKey));
      people.until(
          "paused by itself",
          Steered.PATIENCE,
          () -> people.status().get("brake").stringValue().equals("pause"));
      people.until(
          "the alarm, which is raised just after",
          Steered.PATIENCE,
          () -> !people.status().get("alarms").isEmpty());
      assertThat(people.status().get("alarms").toString())
          .containsPattern(
              "paused itself: \\d+ of \\d+ rotations of wave \\d+ that are past issue went wrong");
      people.until(
          "all bad ones held: one of them may have been enough",
          Steered.PATIENCE,
          () -> Steered.held(people, "new-not-alive") == BAD);
      assertThat(steered.shell().run("held", "brake").said())
          .contains("rekey roll-back brake AKIA", "then a retry issues another one");
      assertThat(people.count("waiting")).isEqualTo(SLOW);
      assertThat(steered.shell().run("campaign", "status", "brake").said())
          .contains("PAUSED", "paused itself", "next: rekey campaign resume brake");

      people.decideWaiting(
          people.olga, Verb.APPROVE, "", one -> one.get("state").stringValue().equals("waiting"));
      people.until(
          "the slow ones met the brake",
          Steered.PATIENCE,
          () -> Steered.held(people, "paused") >= SLOW);
      slow.forEach(leak -> assertThat(steered.made(leak)).as(leak.user()).isEqualTo(1));

      PauseIT.brake(people, "none", "seen").good();
      people.until(
          "all but the bad ones proven",
          Steered.PATIENCE,
          () -> people.count("proven") == all.size() - BAD);
      assertThat(steered.brakes(people)).as("pulled once, let go once").hasSize(2);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    bad.forEach(leak -> switchNewKey(leak, StatusType.ACTIVE));
    try (Traffic _ = Traffic.start(steered.world(), bad)) {
      people.until("all proven", Steered.PATIENCE, () -> people.count("proven") == all.size());
    }
    assertThat(steered.brakes(people)).hasSize(2);
    Aftermath.requireValid(people.close());
    all.forEach(steered.aftermath()::requireReplaced);
  }

  /** Switches the new key of a user off; false while there is none. */
  private static boolean breakNewKey(Leak leak) {
    if (steered.made(leak) < 2) {
      return false;
    }
    switchNewKey(leak, StatusType.INACTIVE);
    return true;
  }

  private static void switchNewKey(Leak leak, StatusType status) {
    steered.world().keys(leak.user()).stream()
        .filter(key -> !key.accessKeyId().equals(leak.id()))
        .forEach(key ->
            steered
                .world()
                .iam()
                .updateAccessKey(request ->
                    request.userName(leak.user()).accessKeyId(key.accessKeyId()).status(status)));
  }
}
