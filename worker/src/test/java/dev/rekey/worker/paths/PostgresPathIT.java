// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Roles;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Leaked passwords of PostgreSQL's roles on their way to a closed campaign, on real servers. */
@Together
@Timeout(300)
class PostgresPathIT {

  private static final List<String> ROLES = List.of("path_billing", "path_reports");
  private static final String LEAKED = "leaked-with-the-laptop";

  private final World world = World.shared();

  @Test
  void leakedPasswordsEndRefusedTheirSessionsEndedAndConsumersGoOn(@TempDir Path home)
      throws SQLException {
    try (Roles roles = Roles.start(home)) {
      StringBuilder csv = new StringBuilder(Leak.header());
      for (String role : ROLES) {
        csv.append(
            "db-prod,%s,postgres-role-password,%s,payments,write,bao-prod:secret/%s\n"
                .formatted(role, leak(roles, role), path(role)));
      }
      List<String> paths = ROLES.stream().map(PostgresPathIT::path).toList();
      try (Connection attacker = roles.connect(roles.dsn("path_billing", LEAKED));
          Reconnecting consumers = new Reconnecting(world, roles, paths)) {
        assertThat(attacker.isValid(5)).isTrue();
        close(home.resolve("rekey"), csv.toString(), roles);

        assertThat(attacker.isValid(5)).as("a session that the leaked password opened").isFalse();
        for (String role : ROLES) {
          assertReplaced(roles, role, consumers.dsn(path(role)));
        }
        assertOnlyTheGap(consumers);
      }
    }
  }

  private void close(Path home, String csv, Roles roles) {
    Timing timing =
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
    try (Embedded rekey = Embedded.start(home, 0, timing, line -> System.out.println(line))) {
      Responders people =
          new Responders(
              new Api(rekey.settings().port(), rekey.settings().token()), "postgres-path");
      people.trustRoster();
      people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
      people.addSystem("db-prod", "postgres", roles.settings(), 60);
      people.begin();
      assertThat(people.intake(csv).get("resolved").intValue()).isEqualTo(ROLES.size());
      people.plan("none");
      people.startApproved();
      people.until(
          "all proven", Duration.ofSeconds(200), () -> people.count("proven") == ROLES.size());
      Aftermath.requireValid(people.close());
    }
  }

  private String leak(Roles roles, String role) {
    String id = roles.leak(role, LEAKED);
    world.put(path(role), Map.of("database_url", roles.dsn(role, LEAKED), "neighbour", "stays"));
    return id;
  }

  private static String path(String role) {
    return "apps/" + role;
  }

  private void assertReplaced(Roles roles, String role, String dsn) {
    assertThat(dsn).startsWith("postgres://" + role + ":").doesNotContain(LEAKED);
    assertThat(dsn).endsWith("/rekey?application_name=consumer");
    assertThat(roles.refusal(dsn)).as("what the place of %s holds", role).isEmpty();
    assertThat(roles.refusal(roles.dsn(role, LEAKED))).as("the leaked one").isEqualTo("28P01");
    assertThat(world.read(path(role)).get("neighbour").stringValue()).isEqualTo("stays");
    assertThat(world.isReadable(path(role), 1)).as("leaked version of %s", role).isFalse();
  }

  /** Nothing overlaps, so there is a gap; consumers are refused in no other way, and go on. */
  private static void assertOnlyTheGap(Reconnecting consumers) {
    assertThat(consumers.failed()).allMatch(refused -> refused.endsWith(" 28P01"));
    int before = consumers.failed().size();
    int seen = consumers.requests();
    while (consumers.requests() < seen + 2 * ROLES.size()) {
      Thread.onSpinWait();
    }
    assertThat(consumers.failed()).hasSize(before);
    System.out.printf("gap: %d of %d connections refused%n", before, consumers.requests());
  }
}
