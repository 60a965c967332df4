// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.rotation;

import java.time.Instant;

class ReadsClock {

  Instant wrong() {
    return Instant.now();
  }
}
