// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What people do by hand, in a place of OpenBao and in one that people write. Nobody dies at the
 * former: it is one of those that {@link DoomedKeys} has.
 */
final class DoomedHands implements Doomed {

  static final String SYSTEM = "sheets";

  private final World world;
  private final List<String> identities = new ArrayList<>();

  DoomedHands(World world, Deaths deaths) {
    this.world = world;
    for (Moment moment : Moment.AROUND) {
      String identity = "by-hand-" + moment.text();
      identities.add(identity);
      world.put(path(identity), Map.of("token", leaked(identity), "neighbour", "stays"));
      deaths.die(identity, Spot.ISSUE, moment);
      if (moment != Moment.RECORDED) {
        // While its hand-in is taken in: that is no effect, and yet must come whole or not at all.
        deaths.die(identity, Spot.ISSUE, moment == Moment.BEFORE ? Moment.UNSEALED : Moment.SEALED);
      }
      deaths.die(identity, List.of(Spot.SECOND_WRITE, Spot.REVOKE), moment);
    }
  }

  private static String leaked(String identity) {
    return "leaked-value-of-" + identity;
  }

  /** What is handed in as the new value. */
  static String fresh(String rotation) {
    return "fresh-value-of-" + rotation.split("/")[2];
  }

  private static String path(String identity) {
    return "apps/" + identity;
  }

  @Override
  public List<String> rows() {
    return identities.stream()
        .map(identity ->
            ("%s,%s,api-token,tok-of-%s,payments,write,"
                    + "bao-prod:secret/%s#secret=/token;%s:Admin/%s#secret=token,replace,,")
                .formatted(SYSTEM, identity, identity, path(identity), SYSTEM, identity))
        .toList();
  }

  @Override
  public Map<String, BooleanSupplier> consumers() {
    return Map.of();
  }

  /** No call can say more of such a system than the place that Rekey writes. */
  @Override
  public void requireReplaced(Aftermath aftermath) {
    for (String identity : identities) {
      assertThat(world.read(path(identity)).get("token").stringValue())
          .as("what the place of %s holds", identity)
          .isEqualTo("fresh-value-of-" + identity);
      assertThat(world.read(path(identity)).get("neighbour").stringValue()).isEqualTo("stays");
      assertThat(world.isReadable(path(identity), 1)).as("leaked version").isFalse();
    }
  }
}
