// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Roles;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Leaked passwords of PostgreSQL's roles on their way to a closed campaign, on real servers. */
@Together
@ExtendWith(OneRekey.class)
@Timeout(300)
class PostgresPathIT {

  private static final List<String> ROLES = List.of("path_billing", "path_reports");
  private static final String PAIR = "apps/path_pair";
  private static final String LEAKED = "leaked-with-the-laptop";

  private final World world = World.shared();

  @Test
  void leakedPasswordsEndRefusedTheirSessionsEndedAndConsumersGoOn(
      SharedRekey rekey, @TempDir Path folder) throws SQLException {
    try (Roles roles = Roles.start(folder)) {
      StringBuilder csv = new StringBuilder(Leak.header().strip() + ",disposition,exposure\n");
      for (String role : ROLES) {
        csv.append(
            "db-prod,%s,postgres-role-password,%s,payments,write,bao-prod:secret/%s,replace,a stolen laptop\n"
                .formatted(role, leak(roles, role), path(role)));
      }
      csv.append(leakPair(roles));
      List<String> paths = List.of(path("path_billing"), path("path_reports"), PAIR);
      try (Connection attacker = roles.connect(roles.dsn("path_billing", LEAKED));
          Connection other = roles.connect(roles.dsn("pair_a", LEAKED));
          Reconnecting consumers = new Reconnecting(world, roles, paths)) {
        assertThat(attacker.isValid(5) && other.isValid(5)).isTrue();
        close(rekey.in("postgres-path"), csv.toString(), roles);

        assertThat(attacker.isValid(5)).as("a session that the leaked password opened").isFalse();
        assertThat(other.isValid(5)).as("a session of the pair's leaked password").isFalse();
        for (String role : ROLES) {
          assertReplaced(roles, role, consumers.dsn(path(role)));
        }
        assertTurned(roles, consumers.dsn(PAIR));
        assertOnlyTheGap(consumers);
      }
    }
  }

  /** Two roles that are used in turn, and both leaked; the idle one goes first. */
  private String leakPair(Roles roles) {
    String used = roles.leak("pair_a", LEAKED);
    String idle = roles.leak("pair_b", LEAKED + "-too");
    world.put(PAIR, Map.of("database_url", roles.dsn("pair_a", LEAKED), "neighbour", "stays"));
    String row =
        "db-prod,pair_a+pair_b,postgres-dual-password,%s-%s,payments,write,%s,%s,a laptop\n";
    return row.formatted("pair_b", idle, "", "retire")
        + row.formatted("pair_a", used, "bao-prod:secret/" + PAIR, "replace");
  }

  private static void close(Responders people, String csv, Roles roles) {
    people.addSystem("db-prod", "postgres", roles.settings(), 60);
    people.begin();
    assertThat(people.intake(csv).get("resolved").intValue()).isEqualTo(4);
    people.plan("none");
    people.startApproved();
    people.until("all proven", Duration.ofSeconds(200), () -> people.count("proven") == 4);
    byte[] certificate = people.close();
    Aftermath.requireValid(certificate);
    assertThat(new String(certificate, StandardCharsets.UTF_8))
        .contains("4 died of which no system said when they were made");
  }

  private void assertTurned(Roles roles, String dsn) {
    assertThat(dsn).startsWith("postgres://pair_b:").doesNotContain(LEAKED);
    assertThat(roles.refusal(dsn)).as("what the pair's place holds").isEmpty();
    assertThat(roles.refusal(roles.dsn("pair_a", LEAKED))).isEqualTo("28P01");
    assertThat(roles.refusal(roles.dsn("pair_b", LEAKED + "-too"))).isEqualTo("28P01");
    assertThat(world.read(PAIR).get("neighbour").stringValue()).isEqualTo("stays");
    assertThat(world.isReadable(PAIR, 1)).as("leaked version of the pair's place").isFalse();
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

  /**
   * Where nothing overlaps there is a gap; consumers are refused in no other way, and go on. Those
   * of the pair are not refused at all.
   */
  private static void assertOnlyTheGap(Reconnecting consumers) {
    assertThat(consumers.failed())
        .allMatch(refused -> refused.endsWith(" 28P01") && !refused.startsWith(PAIR));
    int before = consumers.failed().size();
    int seen = consumers.requests();
    while (consumers.requests() < seen + 2 * (ROLES.size() + 1)) {
      Thread.onSpinWait();
    }
    assertThat(consumers.failed()).hasSize(before);
    System.out.printf("gap: %d of %d connections refused%n", before, consumers.requests());
  }
}
