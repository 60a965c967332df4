// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.spi.Budget;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Secret;
import java.time.Clock;

/** What an open client is lent. */
record LentTools(Clock clock, Budget budget) implements SystemTools {

  @Override
  public Secret secret(String reference) {
    return SecretFiles.read(reference);
  }
}
