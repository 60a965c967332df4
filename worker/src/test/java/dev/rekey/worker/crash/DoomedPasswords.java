// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Roles;
import dev.rekey.worker.rig.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Passwords of PostgreSQL: of roles, where issuing is the cut, and of pairs of roles, where the
 * idle one is turned first. Nobody dies while a leaked version in a place is destroyed: that is
 * what {@link DoomedKeys} has.
 */
final class DoomedPasswords implements Doomed {

  private static final String LEAKED = "leaked-with-the-laptop";
  private static final String IDLE = "leaked-as-well-and-idle";
  private static final String REFUSED = "28P01";

  /** What comes after the issue; nothing can be disabled. */
  private static final List<Spot> LATER = List.of(Spot.FIRST_WRITE, Spot.REVOKE);

  private final World world;
  private final Roles database;
  private final Deaths deaths;
  private final List<String> rows = new ArrayList<>();
  private final List<String> roles = new ArrayList<>();
  private final List<String> pairs = new ArrayList<>();

  DoomedPasswords(World world, Roles database, Deaths deaths) {
    this.world = world;
    this.database = database;
    this.deaths = deaths;
    for (Moment moment : Moment.AROUND) {
      role("always_" + moment.text(), moment);
      pair("pair_" + moment.text(), moment);
    }
  }

  /** A chosen value is sealed before it is sent, and once more under the id that it then has. */
  private void role(String role, Moment moment) {
    String id = database.leak(role, LEAKED);
    place(role, database.dsn(role, LEAKED));
    rows.add(row(role, "postgres-role-password", id, place(role), "replace"));
    roles.add(role);
    switch (moment) {
      case BEFORE -> {
        deaths.die(role, Spot.ISSUE, Moment.BEFORE);
        deaths.die(role, Spot.ISSUE, Moment.UNSEALED);
      }
      case AFTER -> {
        deaths.die(role, Spot.ISSUE, Moment.UNSEALED);
        deaths.die(role, Spot.ISSUE, Moment.AFTER);
      }
      case RECORDED -> {
        deaths.die(role, Spot.ISSUE, Moment.SEALED);
        deaths.die(role, Spot.ISSUE, Moment.RECORDED);
      }
      case UNSEALED, SEALED, UNASKED, ASKED ->
          throw new IllegalArgumentException("not around: " + moment);
    }
    deaths.die(role, LATER, moment);
  }

  private void pair(String pair, Moment moment) {
    String used = database.leak(pair + "_a", LEAKED);
    String idle = database.leak(pair + "_b", IDLE);
    place(pair, database.dsn(pair + "_a", LEAKED));
    String identity = identity(pair);
    String kind = "postgres-dual-password";
    rows.add(row(identity, kind, pair + "_b-" + idle, "", "retire"));
    rows.add(row(identity, kind, pair + "_a-" + used, place(pair), "replace"));
    pairs.add(pair);
    deaths.die(identity, Spot.REVOKE, moment);
    deaths.die(identity, Spot.ISSUE, moment);
    deaths.die(identity, LATER, moment);
  }

  private static String identity(String pair) {
    return "%s_a+%s_b".formatted(pair, pair);
  }

  /**
   * The server does not say when a password was set, so the list says that this very one leaked.
   */
  private static String row(
      String identity, String kind, String id, String place, String disposition) {
    return "db-prod,%s,%s,%s,payments,write,%s,%s,a laptop,"
        .formatted(identity, kind, id, place, disposition);
  }

  private void place(String name, String dsn) {
    world.put(path(name), Map.of("database_url", dsn, "neighbour", "stays"));
  }

  private static String place(String name) {
    return "bao-prod:secret/" + path(name);
  }

  private static String path(String name) {
    return "apps/crash-" + name;
  }

  @Override
  public List<String> rows() {
    return rows;
  }

  /** Those of the pairs: where nothing overlaps there is a gap. */
  @Override
  public Map<String, BooleanSupplier> consumers() {
    Map<String, BooleanSupplier> consumers = new LinkedHashMap<>();
    for (String pair : pairs) {
      consumers.put(path(pair), () -> database.refusal(placed(pair)).isEmpty());
    }
    return consumers;
  }

  private String placed(String name) {
    return world.read(path(name)).get("database_url").stringValue();
  }

  @Override
  public void requireReplaced(Aftermath aftermath) {
    for (String role : roles) {
      requirePlaced(role, role);
      requireRefused(role, LEAKED);
    }
    for (String pair : pairs) {
      requirePlaced(pair, pair + "_b");
      requireRefused(pair + "_a", LEAKED);
      requireRefused(pair + "_b", IDLE);
      assertThat(database.id(pair + "_a")).as("password of %s_a", pair).doesNotContain("-");
    }
  }

  private void requirePlaced(String name, String role) {
    String dsn = placed(name);
    assertThat(dsn).startsWith("postgres://" + role + ":").doesNotContain(LEAKED, IDLE);
    assertThat(database.refusal(dsn)).as("what the place of %s holds", name).isEmpty();
    assertThat(world.read(path(name)).get("neighbour").stringValue()).isEqualTo("stays");
    assertThat(world.isReadable(path(name), 1)).as("leaked version of %s", name).isFalse();
  }

  private void requireRefused(String role, String word) {
    assertThat(database.refusal(database.dsn(role, word)))
        .as("leaked one of %s", role)
        .isEqualTo(REFUSED);
  }
}
