// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.systems;

import dev.rekey.spi.SystemClient;
import dev.rekey.words.SystemName;
import java.util.List;

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
}
