// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.Budget;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Secret;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What makes a connector that has them use its own credential or its budget wrongly. */
final class FlawedTools implements SystemTools {

  private final SystemTools right;
  private final Flaw flaw;
  private @Nullable Secret kept;

  FlawedTools(SystemTools right, Flaw flaw) {
    this.right = right;
    this.flaw = flaw;
  }

  @Override
  public Clock clock() {
    return right.clock();
  }

  @Override
  public synchronized Secret secret(String reference) {
    if (flaw != Flaw.KEEPS_ITS_OWN_CREDENTIAL) {
      return right.secret(reference);
    }
    Secret once = kept;
    if (once == null) {
      once = right.secret(reference);
      kept = once;
    }
    return once.copy();
  }

  @Override
  public Budget budget() {
    return flaw == Flaw.IGNORES_THE_BUDGET ? Optional::empty : right.budget();
  }
}
