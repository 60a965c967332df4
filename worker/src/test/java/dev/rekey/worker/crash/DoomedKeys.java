// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.KeyUser;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * AWS keys in two places of OpenBao each: for each moment a rotation that dies there at every
 * effect of the first half of its life, and one of the second half.
 */
final class DoomedKeys implements Doomed {

  private static final List<Spot> FIRST_HALF = Spot.LIFE.subList(0, 4);
  private static final List<Spot> SECOND_HALF = Spot.LIFE.subList(4, Spot.LIFE.size());

  private final World world;
  private final Deaths deaths;
  private final LostAnswers lost;
  private final List<Leak> leaks = new ArrayList<>();

  DoomedKeys(World world, Deaths deaths, LostAnswers lost) {
    this.world = world;
    this.deaths = deaths;
    this.lost = lost;
    around();
    unheard();
  }

  private void around() {
    for (Moment moment : Moment.AROUND) {
      leak("first-half", FIRST_HALF, moment);
      leak("second-half", SECOND_HALF, moment);
      String lostValue = leak("withdraw", moment);
      deaths.die(lostValue, Spot.ISSUE, Moment.UNSEALED);
      deaths.die(lostValue, Spot.WITHDRAW, moment);
    }
    deaths.die(leak("issue", Moment.UNSEALED), Spot.ISSUE, Moment.UNSEALED);
  }

  /** The system does it and nobody hears of it; then the process dies on top of it. */
  private void unheard() {
    for (Moment moment : EnumSet.of(Moment.AFTER, Moment.RECORDED)) {
      String first = leak("first-half-lost", FIRST_HALF, moment);
      FIRST_HALF.forEach(spot -> loseAnswer(first, spot));
      String second = leak("second-half-lost", SECOND_HALF, moment);
      SECOND_HALF.forEach(spot -> loseAnswer(second, spot));
    }
  }

  private void loseAnswer(String user, Spot spot) {
    String at = "/apps/%s-%d".formatted(user, spot.place());
    switch (spot.effect()) {
      case ISSUE -> lost.ofIam(user, "CreateAccessKey");
      case DISABLE -> lost.ofIam(user, "UpdateAccessKey");
      case REVOKE -> lost.ofIam(user, "DeleteAccessKey");
      case WRITE -> lost.ofBao(seen -> seen.target().endsWith("/data" + at));
      case DESTROY -> lost.ofBao(seen -> seen.target().endsWith("/destroy" + at));
      case ENABLE, WITHDRAW -> throw new IllegalArgumentException("not lost here");
    }
  }

  private String leak(String what, List<Spot> spots, Moment moment) {
    String user = leak(what, moment);
    deaths.die(user, spots, moment);
    return user;
  }

  private String leak(String what, Moment moment) {
    leaks.add(Leak.of(world, what + "-" + moment.text(), 2));
    return leaks.getLast().user();
  }

  @Override
  public List<String> rows() {
    return leaks.stream().map(leak -> leak.row("write").strip() + ",replace,,").toList();
  }

  @Override
  public Map<String, BooleanSupplier> consumers() {
    return KeyUser.of(world, leaks);
  }

  @Override
  public void requireReplaced(Aftermath aftermath) {
    leaks.forEach(aftermath::requireReplaced);
  }
}
