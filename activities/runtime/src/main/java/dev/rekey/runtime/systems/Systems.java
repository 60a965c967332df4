// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.systems;

import dev.rekey.spi.SystemClient;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Finds a system's client and what is declared about it. */
public interface Systems {

  /** The names of all systems, sorted. */
  List<SystemName> names();

  /**
   * The open client of a system; kept open, so the caller does not close it.
   *
   * @throws UnknownSystem if there is none of that name
   */
  SystemClient client(SystemName system);

  /**
   * What is declared about a system.
   *
   * @throws UnknownSystem if there is none of that name
   */
  SystemEntry entry(SystemName system);

  /**
   * Pays for the one call of an effect before the gate, so that what has passed it does not wait
   * for a budget any more.
   *
   * @return empty if it is paid for, else how long the budget is used up
   */
  default Optional<Duration> prepay(SystemName system) {
    return Optional.empty();
  }
}
