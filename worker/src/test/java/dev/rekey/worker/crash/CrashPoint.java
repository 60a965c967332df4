// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.runtime.gate.Effect;
import java.util.Arrays;
import java.util.List;

/**
 * One place in one rotation's life at which its process dies.
 *
 * @param generation which of the deaths it is: all points of one generation die together
 * @param identity whose rotation it is
 * @param place index of the place, -1 for an effect that has none
 */
record CrashPoint(int generation, String identity, Effect.Type effect, int place, Moment moment) {

  String line() {
    return "%d %s %s %d %s".formatted(generation, identity, effect, place, moment);
  }

  static CrashPoint parse(String line) {
    List<String> words = Arrays.asList(line.split(" "));
    return new CrashPoint(
        Integer.parseInt(words.get(0)),
        words.get(1),
        Effect.Type.valueOf(words.get(2)),
        Integer.parseInt(words.get(3)),
        Moment.valueOf(words.get(4)));
  }

  boolean isAt(String where, Effect.Type type, int at, Moment when) {
    return identity.equals(where) && effect == type && place == at && moment == when;
  }
}
