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

/** Token roles, each with a service token that one job works with. */
final class Tokens {
  static final String KIND = "openbao-token";
  private static final String AT = "/token";

  private final String system;
  private final BaoAdmin admin;
  private final AppStore store;
  private final Door<byte[]> door;
  private final Clock clock;

  Tokens(String system, BaoAdmin admin, AppStore store, Door<byte[]> door, Clock clock) {
    this.system = system;
    this.admin = admin;
    this.store = store;
    this.door = door;
    this.clock = clock;
  }

  Leaked plant(int number) throws IOException {
    String role = "job-%s-%03d".formatted(Team.of(number), number);
    String location = "secret/jobs/" + role;
    admin.makeTokenRole(role);
    Made made = admin.token(role);
    store.write(
        location,
        Map.of("token", new String(made.value(), US_ASCII), "other", Canary.neighbours()));
    Row row =
        new Row(
            system,
            role,
            KIND,
            made.accessor(),
            Team.of(number),
            Team.privilege(number),
            "job runners of team " + Team.of(number),
            "%s:%s#token=%s".formatted(system, location, AT),
            "replace");
    return new Leaked(
        Group.TOKEN,
        row,
        Optional.of(
            new Application<>(
                Group.TOKEN.title(),
                role,
                () -> AppStore.text(store.read(location), AT).getBytes(US_ASCII),
                door,
                Duration.ZERO,
                clock)),
        () -> door.enter(made.value()));
  }
}
