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
import java.util.TreeMap;
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
        close(home.resolve("rekey"), "postgres-path", csv.toString(), roles.settings());

        assertThat(attacker.isValid(5)).as("a session that the leaked password opened").isFalse();
        for (String role : ROLES) {
          assertReplaced(roles, role, consumers.dsn(path(role)));
        }
        assertOnlyTheGap(consumers);
      }
    }
  }

  @Test
  void bothPasswordsOfAPairAreTurnedAndNoConsumerIsRefused(@TempDir Path home) throws SQLException {
    try (Roles roles = Roles.start(home)) {
      String used = roles.leak("pair_a", LEAKED);
      String idle = roles.leak("pair_b", LEAKED + "-too");
      world.put("apps/pair", Map.of("database_url", roles.dsn("pair_a", LEAKED)));
      String csv =
          "system,identity,kind,credential_id,owner,privilege,places,disposition\n"
              + "db-prod,pair_a+pair_b,postgres-dual-password,pair_b-%s,payments,write,,retire\n"
                  .formatted(idle)
              + "db-prod,pair_a+pair_b,postgres-dual-password,pair_a-%s,payments,write,%s,replace\n"
                  .formatted(used, "bao-prod:secret/apps/pair");
      try (Connection attacker = roles.connect(roles.dsn("pair_a", LEAKED));
          Reconnecting consumers = new Reconnecting(world, roles, List.of("apps/pair"))) {
        Map<String, String> settings = new TreeMap<>(roles.settings());
        world.put("rekey/own", Map.of("password", Roles.OWN_WORD));
        settings.put("password", "vault:bao-prod:secret/rekey/own#/password");
        close(home.resolve("rekey"), "pair-path", csv, settings);

        assertThat(attacker.isValid(5)).as("a session that the leaked password opened").isFalse();
        String dsn = consumers.dsn("apps/pair");
        assertThat(dsn).startsWith("postgres://pair_b:").doesNotContain(LEAKED);
        assertThat(roles.refusal(dsn)).as("what the place holds").isEmpty();
        assertThat(roles.refusal(roles.dsn("pair_a", LEAKED))).isEqualTo("28P01");
        assertThat(roles.refusal(roles.dsn("pair_b", LEAKED + "-too"))).isEqualTo("28P01");
        assertThat(world.isReadable("apps/pair", 1)).as("leaked version").isFalse();
        assertThat(consumers.requests()).isGreaterThan(1);
        assertThat(consumers.failed()).isEmpty();
      }
    }
  }

  private void close(Path home, String campaign, String csv, Map<String, String> settings) {
    Timing timing =
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
    try (Embedded rekey = Embedded.start(home, 0, timing, line -> System.out.println(line))) {
      Responders people =
          new Responders(new Api(rekey.settings().port(), rekey.settings().token()), campaign);
      people.trustRoster();
      people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
      people.addSystem("db-prod", "postgres", settings, 60);
      people.begin();
      assertThat(people.intake(csv).get("resolved").intValue()).isEqualTo(2);
      people.plan("none");
      people.startApproved();
      people.until("all proven", Duration.ofSeconds(200), () -> people.count("proven") == 2);
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
