// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.SystemName;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of one system.
 *
 * @param values by name of the setting; secrets stand as references (see {@link
 *     SystemTools#secret})
 */
public record SystemSettings(SystemName system, SortedMap<String, String> values) {

  public SystemSettings {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Builds settings from an unsorted map. */
  public static SystemSettings of(SystemName system, Map<String, String> values) {
    return new SystemSettings(system, new TreeMap<>(values));
  }

  /** The value of an optional setting. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The value of a required setting.
   *
   * @throws IllegalArgumentException naming the system and the setting, if it is missing
   */
  public String require(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "system %s: setting '%s' is missing".formatted(system, name)));
  }
}
