// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.Fault;
import dev.rekey.contract.FaultyProxy;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.gate.Effect.Type;
import dev.rekey.sandbox.aws.Faults;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.RekeyChild;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rekey's process is halted before, in and after every effect of the first path, also with the
 * answer lost; each rotation at one point of its own, all in one campaign.
 */
@Together
@Order(1)
@Timeout(1500)
class CrashMatrixIT {

  private static final String CAMPAIGN = "crash-matrix";
  private static final Set<Moment> AROUND =
      EnumSet.of(Moment.BEFORE, Moment.AFTER, Moment.RECORDED);

  /** An effect of the path, in the order in which a rotation comes to it. */
  private record Spot(int generation, Type effect, int place) {

    String name() {
      return effect.text() + (place < 0 ? "" : place);
    }
  }

  private static final Spot ISSUE = new Spot(1, Type.ISSUE, -1);
  private static final Spot WITHDRAW = new Spot(2, Type.WITHDRAW, -1);
  private static final List<Spot> LATER =
      List.of(
          new Spot(3, Type.WRITE, 0),
          new Spot(4, Type.WRITE, 1),
          new Spot(5, Type.DISABLE, -1),
          new Spot(6, Type.REVOKE, -1),
          new Spot(7, Type.DESTROY, 0),
          new Spot(8, Type.DESTROY, 1));

  private final World world = World.shared();
  private final Map<String, List<CrashPoint>> points = new TreeMap<>();
  private final Map<String, Spot> lost = new TreeMap<>();

  @Test
  void aDeathAroundAnyEffectLeavesOneLiveNewKeyAndNothingElse(@TempDir Path home)
      throws IOException {
    try (FaultyProxy bao = new FaultyProxy(world.bao().address(), CrashMatrixIT::isEffect)) {
      around();
      lostAnswers();
      everywhere();
      List<Leak> leaks = new ArrayList<>();
      StringBuilder csv = new StringBuilder(Leak.header());
      for (String user : List.of("canary-1", "canary-2", "canary-3")) {
        leaks.add(Leak.of(world, user, 1));
        csv.append(leaks.getLast().row("read"));
      }
      for (String user : points.keySet()) {
        leaks.add(Leak.of(world, user, 2));
        csv.append(leaks.getLast().row("write"));
      }
      lost.forEach((user, spot) -> loseAnswer(bao, user, spot));
      List<CrashPoint> all = points.values().stream().flatMap(List::stream).toList();
      CrashScript.write(home.resolve("crash-points"), all);
      try (Traffic traffic = Traffic.start(world, leaks)) {
        int deaths = run(home, bao, csv.toString(), leaks);
        assertThat(CrashScript.struck(home.resolve("crash-points")))
            .as("points at which a process died")
            .containsExactlyInAnyOrderElementsOf(all);
        assertThat(deaths).as("deaths").isEqualTo(8);
        assertThat(world.aws().faults().pending(lost.keySet()))
            .as("lost answers of AWS to come")
            .isEmpty();
        assertThat(bao.pending()).as("lost answers of OpenBao to come").isZero();
        assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
      }
    }
  }

  /** One rotation for each moment around each effect. */
  private void around() {
    List<Spot> spots = new ArrayList<>(List.of(ISSUE));
    spots.addAll(LATER);
    for (Spot spot : spots) {
      for (Moment moment : AROUND) {
        die(spot.name() + "-" + name(moment), spot, moment);
      }
    }
    die("issue-unsealed", ISSUE, Moment.UNSEALED);
    for (Moment moment : AROUND) {
      String user = "withdraw-" + name(moment);
      die(user, ISSUE, Moment.UNSEALED);
      die(user, WITHDRAW, moment);
    }
  }

  /** The system does it and nobody hears of it; then the process dies on top of it. */
  private void lostAnswers() {
    List<Spot> spots = new ArrayList<>(List.of(ISSUE));
    spots.addAll(LATER);
    for (Spot spot : spots) {
      for (Moment moment : EnumSet.of(Moment.AFTER, Moment.RECORDED)) {
        String user = spot.name() + "-lost-" + name(moment);
        die(user, spot, moment);
        lost.put(user, spot);
      }
    }
  }

  private void loseAnswer(FaultyProxy bao, String user, Spot spot) {
    String path = "/apps/%s-%d".formatted(user, spot.place());
    switch (spot.effect()) {
      case ISSUE -> loseAws("CreateAccessKey", user);
      case DISABLE -> loseAws("UpdateAccessKey", user);
      case REVOKE -> loseAws("DeleteAccessKey", user);
      case WRITE, DESTROY ->
          bao.meetOnce(
              new Fault.AnswerLost(), seen -> isEffect(seen) && seen.target().endsWith(path));
      case ENABLE, WITHDRAW -> throw new IllegalArgumentException("not lost here");
    }
  }

  private void loseAws(String action, String user) {
    world
        .aws()
        .faults()
        .add(
            new Faults.Rule(
                dev.rekey.sandbox.aws.Fault.ANSWER_LOST,
                Optional.of(action),
                Optional.of(user),
                1));
  }

  /** Two rotations that die at every effect of their lives. */
  private void everywhere() {
    for (Moment moment : EnumSet.of(Moment.BEFORE, Moment.AFTER)) {
      String user = "everywhere-" + name(moment);
      die(user, ISSUE, moment);
      LATER.forEach(spot -> die(user, spot, moment));
    }
  }

  private void die(String user, Spot spot, Moment moment) {
    points
        .computeIfAbsent(user, _ -> new ArrayList<>())
        .add(new CrashPoint(spot.generation(), user, spot.effect(), spot.place(), moment));
  }

  /** Runs the campaign to its end, with a new process after every death; returns the deaths. */
  private int run(Path home, FaultyProxy bao, String csv, List<Leak> leaks) {
    RekeyChild child = RekeyChild.start(home, CrashWiring.class);
    int deaths = 0;
    try {
      Responders people = new Responders(child.api(), CAMPAIGN);
      begin(people, bao, csv, leaks.size());
      Instant deadline = Instant.now().plus(Duration.ofMinutes(20));
      while (!isOver(people, leaks.size())) {
        if (!child.isAlive()) {
          deaths++;
          child = RekeyChild.start(home, CrashWiring.class);
        }
        assertThat(Instant.now()).as(() -> "now %s".formatted(standing(people))).isBefore(deadline);
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
      Aftermath.requireValid(people.close());
      Aftermath aftermath = new Aftermath(world, Aftermath.database(home));
      leaks.forEach(aftermath::requireReplaced);
      aftermath.requireTidy(CAMPAIGN);
      return deaths;
    } finally {
      child.close();
    }
  }

  private void begin(Responders people, FaultyProxy bao, String csv, int rows) {
    people.trustRoster();
    people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
    Map<String, String> settings = new TreeMap<>(world.baoSettings());
    settings.put("address", bao.address().toString());
    people.addSystem("bao-prod", "openbao", settings, 600);
    people.begin();
    assertThat(people.intake(csv).get("resolved").intValue()).isEqualTo(rows);
    // No administrators: what opens a whole system would come in waves, and wait for one another.
    people.plan("all");
    people.startApproved();
  }

  /** The owner approves what asks; a process that dies meanwhile is asked again later. */
  private static boolean isOver(Responders people, int rows) {
    try {
      if (people.count("waiting") > 0) {
        people.decideWaiting(
            people.olga, Verb.APPROVE, "", one -> one.get("state").stringValue().equals("waiting"));
      }
      return people.count("proven") == rows;
    } catch (IllegalStateException | AssertionError dead) {
      return false;
    } catch (MalformedEvidence decided) {
      // What waited when it was counted was decided before it was listed.
      return false;
    }
  }

  private static String standing(Responders people) {
    try {
      return people.api().get("/campaigns/" + CAMPAIGN + "/rotations").body();
    } catch (IllegalStateException dead) {
      return "dead";
    }
  }

  private static boolean isEffect(FaultyProxy.Seen seen) {
    return !seen.method().equals("GET");
  }

  private static String name(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
