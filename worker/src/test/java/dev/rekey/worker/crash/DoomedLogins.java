// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.contract.FaultyProxy;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Login;
import dev.rekey.worker.rig.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Secret-ids and tokens of OpenBao, which cannot be disabled, in one place each. Nobody dies at
 * those places: they are what {@link DoomedKeys} has.
 */
final class DoomedLogins implements Doomed {

  private final World world;
  private final Deaths deaths;
  private final LostAnswers lost;
  private final List<Login> logins = new ArrayList<>();

  DoomedLogins(World world, Deaths deaths, LostAnswers lost) {
    this.world = world;
    this.deaths = deaths;
    this.lost = lost;
    for (Login.Kind kind : Login.Kind.values()) {
      around(kind);
      unheard(kind);
    }
  }

  /** The first value of each is lost; what was issued is withdrawn, and issued once more. */
  private void around(Login.Kind kind) {
    for (Moment moment : Moment.AROUND) {
      String identity = leak(kind, "twice", moment);
      deaths.die(identity, Spot.ISSUE, Moment.UNSEALED);
      deaths.die(identity, List.of(Spot.WITHDRAW, Spot.ISSUE, Spot.REVOKE), moment);
    }
  }

  private void unheard(Login.Kind kind) {
    for (Moment moment : EnumSet.of(Moment.AFTER, Moment.RECORDED)) {
      String identity = leak(kind, "lost", moment);
      String id = logins.getLast().id();
      deaths.die(identity, List.of(Spot.ISSUE, Spot.REVOKE), moment);
      lost.ofBao(seen -> issues(seen, identity));
      lost.ofBao(seen -> ends(seen) && seen.body().contains(id));
    }
  }

  private static boolean issues(FaultyProxy.Seen seen, String identity) {
    return seen.target().endsWith("/role/%s/secret-id".formatted(identity))
            && seen.method().equals("POST")
        || seen.target().endsWith("auth/token/create/" + identity);
  }

  private static boolean ends(FaultyProxy.Seen seen) {
    return seen.target().endsWith("/secret-id-accessor/destroy")
        || seen.target().endsWith("auth/token/revoke-accessor");
  }

  private String leak(Login.Kind kind, String what, Moment moment) {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    logins.add(Login.of(world, kind, "%s-%s-%s".formatted(name, what, moment.text())));
    return logins.getLast().identity();
  }

  @Override
  public List<String> rows() {
    return logins.stream().map(login -> login.row("write").strip() + ",replace,,").toList();
  }

  /** None that would tell: the server does not say whether one is used. */
  @Override
  public Map<String, BooleanSupplier> consumers() {
    return Map.of();
  }

  @Override
  public void requireReplaced(Aftermath aftermath) {
    logins.forEach(login -> login.requireReplaced(world));
  }
}
