// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Apps;
import dev.rekey.worker.rig.KeyUser;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * AWS keys whose consumers are asked whether they are well: once they have the new one, and once
 * more when the old one is disabled. To ask changes nothing, so it is no effect.
 */
final class DoomedConsumers implements Doomed {

  static final String SYSTEM = "web";

  private final World world;
  private final Apps apps;
  private final List<Leak> leaks = new ArrayList<>();

  DoomedConsumers(World world, Apps apps, Deaths deaths) {
    this.world = world;
    this.apps = apps;
    for (Moment moment : EnumSet.of(Moment.UNASKED, Moment.ASKED)) {
      Leak leak = Leak.of(world, "consumer-" + moment.text(), 1);
      leaks.add(leak);
      deaths.die(leak.user(), Spot.FIRST_WRITE, Moment.RECORDED);
      deaths.die(leak.user(), Spot.FIRST_WRITE, moment);
      deaths.die(leak.user(), Spot.DISABLE, Moment.RECORDED);
      deaths.die(leak.user(), Spot.FIRST_WRITE, moment);
    }
  }

  @Override
  public List<String> rows() {
    return leaks.stream()
        .map(leak ->
            "%s,replace,,%s:%s field=/status=UP"
                .formatted(leak.row("write").strip(), SYSTEM, apps.url(leak)))
        .toList();
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
