// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Starts;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Both stores come back from the same backup, so that each confirms what the other one says. */
@Together
@Order(10)
@Timeout(1500)
class RestoredStoresIT {

  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final World world = World.shared();

  @Test
  void revokesWaitForAPersonWhenBothStoresComeBackFromABackup(@TempDir Path home)
      throws IOException {
    Leak leak = Leak.of(world, "restored", 1);
    Path backup = home.resolveSibling(home.getFileName() + "-backup");
    Responders before;
    try (Embedded rekey = start(home)) {
      before = new Responders(api(rekey), "restored");
      before.trustRoster();
      before.addSystem("aws-prod", "aws", world.awsSettings(), 600);
      before.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
      before.begin();
      before.intake(Leak.header() + leak.row("write"));
      before.plan("none");
      before.startApproved();
      before.until(
          "held until its consumer wakes", PATIENCE, () -> isHeld(before, "not-confirmed"));
    }
    copy(home.resolve("postgres"), backup.resolve("postgres"));
    copy(home.resolve("temporal"), backup.resolve("temporal"));
    try (Embedded rekey = start(home);
        Traffic _ = Traffic.start(world, List.of(leak))) {
      Responders later = before.with(api(rekey));
      later.decideWaiting(later.olga, Verb.RETRY, "its consumer runs", _ -> true);
      later.until("proven", PATIENCE, () -> later.count("proven") == 1);
    }
    replace(backup.resolve("postgres"), home.resolve("postgres"));
    replace(backup.resolve("temporal"), home.resolve("temporal"));
    try (Embedded rekey = start(home);
        Traffic _ = Traffic.start(world, List.of(leak))) {
      Responders after = before.with(api(rekey));
      assertThat(after.status().get("brake").stringValue()).isEqualTo("restored");
      assertThat(after.status().get("alarms").toString()).contains("came back from a backup");
      after.until("remembered as held", PATIENCE, () -> isHeld(after, "not-confirmed"));
      after.decideWaiting(after.olga, Verb.RETRY, "its consumer runs", _ -> true);
      after.until("held before the cut", PATIENCE, () -> isHeld(after, "ledger-behind"));

      after
          .api()
          .post(
              "/campaigns/restored/brake",
              Map.of("brake", "none", "reason", "seen: last night's backup"))
          .good();
      after.decideWaiting(after.olga, Verb.RETRY, "confirmed by Bob", _ -> true);
      after.until("proven again", PATIENCE, () -> after.count("proven") == 1);
      Aftermath.requireValid(after.close());
      new Aftermath(world, Aftermath.database(home)).requireReplaced(leak);
    }
    delete(backup);
  }

  private static boolean isHeld(Responders people, String reason) {
    JsonNode rotation = people.api().get("/campaigns/restored/rotations").good().get(0);
    return rotation != null
        && rotation.get("state").stringValue().equals("held")
        && rotation.get("reason").stringValue().equals(reason);
  }

  private static Embedded start(Path home) {
    Timing timing =
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
    return Starts.inTurn(() -> Embedded.start(home, 0, timing, System.out::println));
  }

  private static Api api(Embedded rekey) {
    return new Api(rekey.settings().port(), rekey.settings().token());
  }

  private static void replace(Path backup, Path folder) throws IOException {
    delete(folder);
    copy(backup, folder);
  }

  /** As root copies: owners stay, PostgreSQL wants its own. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.copy(
            file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        Files.setOwner(copy, Files.getOwner(file));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
