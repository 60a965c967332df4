// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.words.SystemName;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many calls each system is asked to bear, as its settings say it. */
public final class RatesOfSystems {

  private RatesOfSystems() {}

  /** Only those that have a limit. */
  public static SortedMap<SystemName, String> of(ConnectedSystems systems) {
    SortedMap<SystemName, String> rates = new TreeMap<>();
    for (SystemEntry entry : systems.entries()) {
      String rate = entry.settings().values().get(Budgets.RATE);
      if (rate != null) {
        rates.put(entry.name(), rate);
      }
    }
    return rates;
  }
}
