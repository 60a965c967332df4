// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.life;

import java.util.ArrayList;
import java.util.List;

class KeepsList {
  private static final List<String> KEPT = new ArrayList<>();

  List<String> wrong() {
    return KEPT;
  }
}
