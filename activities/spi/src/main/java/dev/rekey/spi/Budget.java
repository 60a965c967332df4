// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import java.time.Duration;
import java.util.Optional;

/** How many calls a system may be asked to bear. */
@FunctionalInterface
public interface Budget {

  /** A budget without a limit. */
  Budget UNLIMITED = () -> Optional.empty();

  /**
   * Takes one call from the budget.
   *
   * @return empty if the call may be made now, else how long to wait; then the caller makes no call
   *     and answers {@link dev.rekey.words.Outcome.Throttled}
   */
  Optional<Duration> take();
}
