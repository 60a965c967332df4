// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.logins;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rekey.sandbox.estate.Canary;
import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.Row;
import dev.rekey.sandbox.estate.Team;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.sandbox.traffic.Application;
import dev.rekey.sandbox.traffic.Door;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** AppRole roles, each with a secret-id that one application logs in with. */
final class AppRoles {
  private static final String ROLE_ID = "/approle/role_id";
  private static final String SECRET_ID = "/approle/secret_id";

  private final String system;
  private final BaoAdmin admin;
  private final AppStore store;
  private final Door<RoleLogin> door;
  private final Clock clock;

  AppRoles(String system, BaoAdmin admin, AppStore store, Door<RoleLogin> door, Clock clock) {
    this.system = system;
    this.admin = admin;
    this.store = store;
    this.door = door;
    this.clock = clock;
  }

  Leaked plant(int number) throws IOException {
    String role = "app-%s-%03d".formatted(Team.of(number), number);
    String location = "secret/apps/" + role;
    String roleId = "id-of-" + role;
    admin.makeRole(role, roleId);
    Made made = admin.secretId(role);
    store.write(
        location,
        Map.of(
            "approle",
            Map.of("role_id", roleId, "secret_id", new String(made.value(), US_ASCII)),
            "other",
            Canary.neighbours()));
    Row row =
        new Row(
            system,
            role,
            "openbao-approle-secret-id",
            made.accessor(),
            Team.of(number),
            Team.privilege(number),
            "deployment scripts of team " + Team.of(number),
            "%s:%s#role-id=%s&secret-id=%s".formatted(system, location, ROLE_ID, SECRET_ID),
            "replace");
    RoleLogin copy = new RoleLogin(roleId, made.value());
    return new Leaked(
        Group.APPROLE,
        row,
        Optional.of(
            new Application<>(
                Group.APPROLE.title(), role, () -> at(location), door, Duration.ZERO, clock)),
        () -> door.enter(copy));
  }

  private RoleLogin at(String location) throws IOException {
    var content = store.read(location);
    return new RoleLogin(
        AppStore.text(content, ROLE_ID), AppStore.text(content, SECRET_ID).getBytes(US_ASCII));
  }
}
