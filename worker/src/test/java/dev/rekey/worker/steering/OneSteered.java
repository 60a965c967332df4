// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import dev.rekey.worker.rig.OneForAll;
import dev.rekey.worker.rig.World;

/** Hands the same Rekey, whose effects are noted, to all classes that ask for one. */
final class OneSteered extends OneForAll<Steered> {

  OneSteered() {
    super(Steered.class, home -> Steered.start(home, World.shared()));
  }
}
