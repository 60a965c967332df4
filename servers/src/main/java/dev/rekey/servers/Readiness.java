// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;

/** Asks a server whether it does its work, not merely whether it listens. */
@FunctionalInterface
interface Readiness {
  /**
   * One question, bounded in time by the asker.
   *
   * @return whether it answered as it should
   * @throws IOException if it did not answer at all, which while starting is to be expected
   */
  boolean answers() throws IOException;

  /** The same with "no answer" as "no". */
  default boolean holds() {
    try {
      return answers();
    } catch (IOException e) {
      return false;
    }
  }
}
