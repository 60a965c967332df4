// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.spi.Budget;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Secret;
import java.time.Clock;
import java.util.function.Function;

/**
 * What an open client is lent.
 *
 * @param vaults reads what {@code vault:} references point to
 */
record LentTools(Clock clock, Budget budget, Function<VaultReference, Secret> vaults)
    implements SystemTools {

  @Override
  public Secret secret(String reference) {
    return reference.startsWith(VaultReference.SCHEME)
        ? vaults.apply(VaultReference.of(reference))
        : SecretFiles.read(reference);
  }
}
