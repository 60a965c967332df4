// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.runtime.gate.Effect.Type;
import java.util.List;

/**
 * An effect of a life.
 *
 * @param place index of the place, -1 for an effect that has none
 */
record Spot(Type effect, int place) {

  static final Spot ISSUE = new Spot(Type.ISSUE, -1);
  static final Spot WITHDRAW = new Spot(Type.WITHDRAW, -1);
  static final Spot FIRST_WRITE = new Spot(Type.WRITE, 0);
  static final Spot SECOND_WRITE = new Spot(Type.WRITE, 1);
  static final Spot DISABLE = new Spot(Type.DISABLE, -1);
  static final Spot ENABLE = new Spot(Type.ENABLE, -1);
  static final Spot REVOKE = new Spot(Type.REVOKE, -1);
  static final Spot FIRST_DESTROY = new Spot(Type.DESTROY, 0);
  static final Spot SECOND_DESTROY = new Spot(Type.DESTROY, 1);

  /** The effects of the longest life, in the order in which a rotation comes to them. */
  static final List<Spot> LIFE =
      List.of(ISSUE, FIRST_WRITE, SECOND_WRITE, DISABLE, REVOKE, FIRST_DESTROY, SECOND_DESTROY);

  String name() {
    return effect.text() + (place < 0 ? "" : place);
  }
}
