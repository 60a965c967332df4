// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.planning.PlannedRotation;
import java.util.Optional;

/** Verifies the signed decisions that a rotation's effects rest on. */
public interface Signatures {

  /** Why the decisions on record do not carry an effect; empty if they do. */
  Optional<String> objection(PlannedRotation planned, Past past);
}
