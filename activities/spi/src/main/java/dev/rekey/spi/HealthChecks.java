// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.HealthCheck;
import dev.rekey.words.Outcome;

/** Asks consumers whether they are well. */
public interface HealthChecks {

  /**
   * Asks once. Who does not answer, or not in time, is not well: that is {@code Done} as well.
   * {@code Rejected(INVALID)}, and nothing is sent, for whom this system may not ask.
   */
  Outcome<Health> ask(HealthCheck check);
}
