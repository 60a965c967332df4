// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every row that any source named.
 *
 * @param counts how many rows by state
 */
public record ScopeView(List<RowView> rows, Map<String, Integer> counts) {

  public ScopeView {
    rows = List.copyOf(rows);
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
