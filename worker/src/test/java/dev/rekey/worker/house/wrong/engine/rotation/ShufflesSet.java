// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.rotation;

import java.util.Set;

class ShufflesSet {

  Set<String> wrong() {
    return Set.of("a", "b");
  }
}
