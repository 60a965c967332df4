// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A playbook, as it was written and as it was compiled.
 *
 * @param file where it stands; in {@code library/} those that come with Rekey
 * @param approval none, admin or all
 * @param brakeAt for example {@code 5% of at least 10}
 * @param pace lengths of time in ISO 8601 and numbers, by name
 * @param selectors part of the value to selector
 * @param text the file's content
 */
public record PlaybookView(
    String name,
    String connector,
    String kind,
    String file,
    String approval,
    int canary,
    int waveSize,
    String brakeAt,
    Map<String, Object> pace,
    Map<String, String> selectors,
    String text) {

  public PlaybookView {
    pace = Collections.unmodifiableMap(new TreeMap<>(pace));
    selectors = Collections.unmodifiableMap(new TreeMap<>(selectors));
  }
}
