// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.rotation;

import java.util.HashMap;
import java.util.Map;

class BuildsHashMap {

  Map<String, String> wrong() {
    return new HashMap<>();
  }
}
