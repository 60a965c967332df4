// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.planning;

import java.time.Instant;
import java.util.function.Supplier;

class ReadsClockByReference {

  Supplier<Instant> wrong() {
    return Instant::now;
  }
}
