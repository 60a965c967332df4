// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Apps;
import dev.rekey.worker.rig.AwsStores;
import dev.rekey.worker.rig.RekeyChild;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Roles;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Rekey's process is halted before, in and after every effect on every kind of credential and
 * place, on the way there and on the way back, also with the answer lost; each rotation at points
 * of its own, all in the same deaths.
 *
 * <p>Where two kinds go through the same code only one of them dies there: each says what it leaves
 * to {@link DoomedKeys}.
 */
@Together
@Order(1)
@Timeout(1500)
class CrashMatrixIT {

  private static final String CAMPAIGN = "crash-matrix";

  /** To look takes of the machine what the rotations need. */
  private static final Duration PACE = Duration.ofSeconds(1);

  private final World world = World.shared();
  private final Deaths deaths = new Deaths();

  @Test
  void aDeathAroundAnyEffectLeavesOneLiveNewCredentialAndNothingElse(@TempDir Path folder)
      throws IOException {
    Path home = Files.createDirectory(folder.resolve("rekey"));
    try (LostAnswers lost = LostAnswers.between(world);
        AwsStores stores = AwsStores.of(world);
        Apps apps = Apps.start(world);
        Roles roles = Roles.start(folder)) {
      List<Doomed> doomed =
          List.of(
              new DoomedKeys(world, deaths, lost),
              new DoomedLogins(world, deaths, lost),
              new DoomedStores(world, stores, deaths, lost),
              new DoomedConsumers(world, apps, deaths),
              new DoomedPasswords(world, roles, deaths),
              new DoomedHands(world, deaths));
      DoomedToReturn returning = new DoomedToReturn(world, deaths, lost);
      CrashScript.write(home.resolve("crash-points"), deaths.all());
      CrashScript.letLive(home.resolve("crash-points"));
      Map<String, BooleanSupplier> consumers = new LinkedHashMap<>(returning.consumers());
      doomed.forEach(one -> consumers.putAll(one.consumers()));
      try (Traffic traffic = Traffic.start(world, consumers)) {
        int died = run(home, lost, apps, roles, doomed, returning);
        assertThat(CrashScript.struck(home.resolve("crash-points")))
            .as("points at which a process died")
            .containsExactlyInAnyOrderElementsOf(deaths.all());
        assertThat(died).as("deaths").isEqualTo(deaths.longest());
        assertThat(lost.pending()).as("lost answers to come").isZero();
        assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
      }
    }
  }

  /** Runs both campaigns to their end, with a new process after every death; returns the deaths. */
  private int run(
      Path home,
      LostAnswers lost,
      Apps apps,
      Roles roles,
      List<Doomed> doomed,
      DoomedToReturn returning) {
    RekeyChild child = RekeyChild.start(home, CrashWiring.class);
    List<Instant> died = new ArrayList<>();
    try {
      Responders people = new Responders(child.api(), CAMPAIGN);
      Responders others = people.in(WayBack.CAMPAIGN);
      people.trustRoster();
      addSystems(people, lost, apps, roles);
      List<String> rows = doomed.stream().flatMap(one -> one.rows().stream()).toList();
      begin(others, returning.rows());
      begin(people, rows);
      WayBack back =
          new WayBack(others, returning, () -> CrashScript.letDie(home.resolve("crash-points")));
      JdbcClient jdbc = Aftermath.database(home);
      Instant deadline = Instant.now().plus(Duration.ofMinutes(20));
      try (Hands _ = Hands.of(people)) {
        while (!isOver(people, rows.size(), back, jdbc)) {
          if (!child.isAlive()) {
            died.add(Instant.now());
            child = RekeyChild.start(home, CrashWiring.class);
          }
          back.requireAsBefore();
          assertThat(Instant.now())
              .as(() -> "died at %s%s".formatted(died, standing(people, others)))
              .isBefore(deadline);
          LockSupport.parkNanos(PACE.toNanos());
        }
      }
      Aftermath.requireValid(people.close());
      Aftermath aftermath = new Aftermath(world, jdbc);
      doomed.forEach(one -> one.requireReplaced(aftermath));
      aftermath.requireTidy(CAMPAIGN);
      aftermath.requireTasksAskedOnce(CAMPAIGN);
      back.requireWhole(aftermath);
      return died.size();
    } finally {
      child.close();
    }
  }

  private static void addSystems(Responders people, LostAnswers lost, Apps apps, Roles roles) {
    people.addSystem("aws-prod", "aws", lost.awsSettings(), 600);
    people.addSystem("bao-prod", "openbao", lost.baoSettings(), 600);
    people.addSystem("db-prod", "postgres", roles.settings(), 600);
    people.addSystem(DoomedHands.SYSTEM, "manual", Map.of("kinds", "api-token"), 600);
    people.addSystem(DoomedConsumers.SYSTEM, "health", apps.settings(), 600);
  }

  /** No administrators: what opens a whole system would come in waves, and wait for one another. */
  private static void begin(Responders people, List<String> rows) {
    people.begin();
    String csv = Doomed.HEADER + String.join("\n", rows) + "\n";
    assertThat(people.intake(csv).get("resolved").intValue()).isEqualTo(rows.size());
    people.plan("all");
    people.startApproved();
  }

  /** When a process dies meanwhile, all is looked at again later. */
  private static boolean isOver(Responders people, int rows, WayBack back, JdbcClient jdbc) {
    boolean proven = tried(() -> approve(people) == rows);
    boolean returned =
        tried(() -> {
          back.goOn(jdbc);
          return approve(people.in(WayBack.CAMPAIGN)) == back.rows();
        });
    return proven && returned;
  }

  private static boolean tried(BooleanSupplier look) {
    try {
      return look.getAsBoolean();
    } catch (IllegalStateException | AssertionError cutOff) {
      return false;
    }
  }

  /** Owners approve what asks; returns how many are proven. */
  private static int approve(Responders people) {
    JsonNode counts = people.status().get("counts");
    if (counts.get("waiting").intValue() > 0) {
      people.decideWaiting(
          people.olga, Verb.APPROVE, "", one -> one.get("state").stringValue().equals("waiting"));
    }
    if (counts.get("held").intValue() > 0) {
      goOn(people);
    }
    return counts.get("proven").intValue();
  }

  /** On a busy machine a consumer may come too late: somebody looks, and signs a retry. */
  private static void goOn(Responders people) {
    JsonNode held =
        people.api().get("/campaigns/%s/rotations?state=held".formatted(people.campaign())).good();
    if (held.valueStream().anyMatch(CrashMatrixIT::isUnconfirmed)) {
      people.decideWaiting(
          people.olga, Verb.RETRY, "its consumer runs", CrashMatrixIT::isUnconfirmed);
    }
  }

  private static boolean isUnconfirmed(JsonNode one) {
    return "not-confirmed".equals(one.path("reason").stringValue(""));
  }

  /** A line for each rotation that is not at its end yet. */
  private static String standing(Responders... campaigns) {
    StringBuilder standing = new StringBuilder();
    for (Responders people : campaigns) {
      try {
        people
            .api()
            .get("/campaigns/%s/rotations".formatted(people.campaign()))
            .good()
            .valueStream()
            .filter(one -> !one.get("state").stringValue().equals("proven"))
            .map(CrashMatrixIT::line)
            .forEach(standing::append);
      } catch (IllegalStateException dead) {
        standing.append("\ndead");
      }
    }
    return standing.toString();
  }

  private static String line(JsonNode one) {
    return Stream.of("rotation", "state", "step", "reason", "note", "since")
        .map(field -> one.path(field).asString(""))
        .collect(Collectors.joining(" ", "\n", ""));
  }
}
