// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.runtime.gate.Effect.Type;
import java.util.List;

/**
 * An effect of a life.
 *
 * @param generation with which of the deaths it is met
 * @param place index of the place, -1 for an effect that has none
 */
record Spot(int generation, Type effect, int place) {

  static final Spot ISSUE = new Spot(1, Type.ISSUE, -1);
  static final Spot WITHDRAW = new Spot(2, Type.WITHDRAW, -1);
  static final Spot FIRST_WRITE = new Spot(3, Type.WRITE, 0);
  static final Spot SECOND_WRITE = new Spot(4, Type.WRITE, 1);
  static final Spot DISABLE = new Spot(5, Type.DISABLE, -1);
  static final Spot REVOKE = new Spot(6, Type.REVOKE, -1);
  static final Spot FIRST_DESTROY = new Spot(7, Type.DESTROY, 0);
  static final Spot SECOND_DESTROY = new Spot(8, Type.DESTROY, 1);

  /** The effects of the longest life, in the order in which a rotation comes to them. */
  static final List<Spot> LIFE =
      List.of(ISSUE, FIRST_WRITE, SECOND_WRITE, DISABLE, REVOKE, FIRST_DESTROY, SECOND_DESTROY);

  /** How often the process dies. */
  static final int DEATHS = 8;

  /** The same effect, met with another death. */
  Spot at(int other) {
    return new Spot(other, effect, place);
  }

  String name() {
    return effect.text() + (place < 0 ? "" : place);
  }
}
