// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.KeyUser;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Login;
import dev.rekey.worker.rig.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Keys that die while they are disabled, and logins that die while they are delivered; then all of
 * them at two effects of their way back.
 */
final class DoomedToReturn implements Doomed {

  private final World world;
  private final Deaths deaths;
  private final List<Leak> keys = new ArrayList<>();
  private final List<Login> logins = new ArrayList<>();

  DoomedToReturn(World world, Deaths deaths, LostAnswers lost) {
    this.world = world;
    this.deaths = deaths;
    for (Moment moment : Moment.AROUND) {
      for (List<Spot> back :
          List.of(
              List.of(Spot.ENABLE, Spot.FIRST_WRITE), List.of(Spot.SECOND_WRITE, Spot.WITHDRAW))) {
        key(back.getFirst().name() + "-" + moment.text(), moment, back);
      }
      for (Login.Kind kind : Login.Kind.values()) {
        login(kind, moment);
      }
    }
    String unheard = key("lost", Moment.AFTER, List.of(Spot.ENABLE, Spot.WITHDRAW));
    lost.ofIam(unheard, "UpdateAccessKey", "Active");
    lost.ofIam(unheard, "DeleteAccessKey");
  }

  private String key(String what, Moment moment, List<Spot> back) {
    String user = "back-key-" + what;
    keys.add(Leak.of(world, user, 2));
    deaths.die(user, Spot.DISABLE, moment);
    deaths.die(user, back, moment);
    return user;
  }

  private void login(Login.Kind kind, Moment moment) {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String identity = "back-%s-%s".formatted(name, moment.text());
    logins.add(Login.of(world, kind, identity));
    deaths.die(identity, Spot.FIRST_WRITE, Moment.AFTER);
    deaths.die(identity, List.of(Spot.FIRST_WRITE, Spot.WITHDRAW), moment);
  }

  @Override
  public List<String> rows() {
    return Stream.concat(
            keys.stream().map(key -> key.row("write")),
            logins.stream().map(login -> login.row("write")))
        .map(row -> row.strip() + ",replace,,")
        .toList();
  }

  @Override
  public Map<String, BooleanSupplier> consumers() {
    return KeyUser.of(world, keys);
  }

  /** The leaked one lives and is the only one, and every place holds it. */
  void requireAsBefore(String identity) {
    keys.stream().filter(key -> key.user().equals(identity)).forEach(this::requireAsBefore);
    logins.stream()
        .filter(login -> login.identity().equals(identity))
        .forEach(login -> login.requireAsLeaked(world));
  }

  private void requireAsBefore(Leak key) {
    assertThat(world.keys(key.user()))
        .as("keys of %s", key.user())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.accessKeyId()).isEqualTo(key.id());
          assertThat(one.statusAsString()).isEqualTo("Active");
        });
    for (String path : key.paths()) {
      assertThat(world.read(path).at("/aws/access_key_id").stringValue()).isEqualTo(key.id());
      assertThat(world.read(path).get("neighbour").stringValue()).isEqualTo("stays");
      assertThat(world.consume(path)).as("consumer at %s", path).isTrue();
    }
  }

  @Override
  public void requireReplaced(Aftermath aftermath) {
    keys.forEach(aftermath::requireReplaced);
    logins.forEach(login -> login.requireReplaced(world));
  }
}
