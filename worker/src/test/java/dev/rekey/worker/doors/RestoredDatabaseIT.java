// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL comes back from a backup, and Temporal remembers what the ledger does not (P9). */
@Together
@Order(10)
@Timeout(1500)
class RestoredDatabaseIT {

  @Test
  void revokesWaitForAPersonWhenOnlyTheDatabaseComesBackFromABackup(@TempDir Path home)
      throws IOException {
    Path data = home.resolve("postgres");
    Path backup = home.resolveSibling(home.getFileName() + "-backup");
    Target before;
    try (Site site = Site.open(home)) {
      before = site.target("database-restored");
      before.untilHeld("not-confirmed");
    }
    copy(data, backup);
    try (Site site = Site.again(home, before.people())) {
      Target later = before.in(site);
      int round = later.view().get("round").intValue();
      later.retry();
      later
          .people()
          .until(
              "held again",
              Target.PATIENCE,
              () -> later.isHeld("not-confirmed") && later.view().get("round").intValue() > round);
      later.untilHeadsAreKept(home);
    }
    delete(data);
    copy(backup, data);
    try (Site site = Site.again(home, before.people())) {
      Target after = before.in(site);
      assertThat(after.people().status().get("brake").stringValue()).isEqualTo("restored");
      after.untilAlarm("came back from a backup");
      after.untilHeld("not-confirmed");
      try (Traffic _ = Traffic.start(site.world(), List.of(after.leak()))) {
        after.retry();
        after.untilHeld("ledger-behind");
        after.requireUntouched();
        after
            .people()
            .api()
            .post(
                "/campaigns/database-restored/brake",
                Map.of("brake", "none", "reason", "seen: last night's backup"))
            .good();
        after.retry();
        after.untilProven();
      }
      after.requireEnded();
    }
    delete(backup);
  }

  /** As root copies: owners stay, PostgreSQL wants its own. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        Files.setOwner(copy, Files.getOwner(file));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
