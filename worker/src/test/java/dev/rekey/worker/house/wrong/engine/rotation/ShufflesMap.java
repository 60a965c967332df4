// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.rotation;

import java.util.Map;

class ShufflesMap {

  Map<String, Integer> wrong() {
    return Map.of("a", 1, "b", 2);
  }
}
