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

/** AWS keys in two places of OpenBao each: one rotation for each moment around each effect. */
final class DoomedKeys implements Doomed {

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
    everywhere();
  }

  private void around() {
    for (Moment moment : Moment.AROUND) {
      for (Spot spot : Spot.LIFE) {
        deaths.die(leak(spot.name(), moment), spot, moment);
      }
      String lostValue = leak("withdraw", moment);
      deaths.die(lostValue, Spot.ISSUE, Moment.UNSEALED);
      deaths.die(lostValue, Spot.WITHDRAW, moment);
    }
    deaths.die(leak("issue", Moment.UNSEALED), Spot.ISSUE, Moment.UNSEALED);
  }

  /** The system does it and nobody hears of it; then the process dies on top of it. */
  private void unheard() {
    for (Moment moment : EnumSet.of(Moment.AFTER, Moment.RECORDED)) {
      for (Spot spot : Spot.LIFE) {
        String user = leak(spot.name() + "-lost", moment);
        deaths.die(user, spot, moment);
        loseAnswer(user, spot);
      }
    }
  }

  private void loseAnswer(String user, Spot spot) {
    String path = "/apps/%s-%d".formatted(user, spot.place());
    switch (spot.effect()) {
      case ISSUE -> lost.ofIam(user, "CreateAccessKey");
      case DISABLE -> lost.ofIam(user, "UpdateAccessKey");
      case REVOKE -> lost.ofIam(user, "DeleteAccessKey");
      case WRITE, DESTROY -> lost.ofBao(seen -> seen.target().endsWith(path));
      case ENABLE, WITHDRAW -> throw new IllegalArgumentException("not lost here");
    }
  }

  /** Rotations that die at every effect of the first half of their lives, or of the second. */
  private void everywhere() {
    int half = Spot.LIFE.indexOf(Spot.DISABLE);
    for (Moment moment : EnumSet.of(Moment.BEFORE, Moment.AFTER)) {
      deaths.die(leak("first-half", moment), Spot.LIFE.subList(0, half + 1), moment);
      deaths.die(leak("second-half", moment), Spot.LIFE.subList(half, Spot.LIFE.size()), moment);
    }
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
