// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.engine.life.Step;
import java.util.Locale;

/**
 * A side effect that is about to happen.
 *
 * @param operation the id of the operation; the same whatever run asks for it
 * @param round the round of the step
 * @param place index of the place, -1 for none
 * @param target the credential's id or the place, as the ledger records it; of a chosen value the
 *     credential that it takes the place of
 * @param chosen of an issue: the name under which the value that Rekey chose is sealed; empty if
 *     the system chooses it
 * @param byHand whether a person carries it out, and no call
 */
public record Effect(
    Type type,
    Step step,
    int round,
    String operation,
    int place,
    String target,
    String chosen,
    boolean byHand) {

  /** A call for which no value was chosen. */
  public Effect(Type type, Step step, int round, String operation, int place, String target) {
    this(type, step, round, operation, place, target, "", /* byHand= */ false);
  }

  /** A call that sends a chosen value. */
  public Effect(
      Type type, Step step, int round, String operation, int place, String target, String chosen) {
    this(type, step, round, operation, place, target, chosen, /* byHand= */ false);
  }

  /** The same, sending the value that is sealed under this name. */
  public Effect sending(String name) {
    return new Effect(type, step, round, operation, place, target, name, byHand);
  }

  /** The same, carried out by a person. */
  public Effect handed() {
    return new Effect(type, step, round, operation, place, target, chosen, /* byHand= */ true);
  }

  /** What is done to the world. */
  public enum Type {
    ISSUE,
    WITHDRAW,
    WRITE,
    DISABLE,
    ENABLE,
    REVOKE,
    DESTROY;

    /** As the ledger writes it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it takes something from the old credential. */
    boolean kills() {
      return this == DISABLE || this == REVOKE || this == DESTROY;
    }
  }
}
