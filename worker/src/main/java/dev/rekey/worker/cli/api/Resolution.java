// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.Map;

/**
 * What somebody says that a row is.
 *
 * @param cells by the names of their columns
 */
public record Resolution(String row, String by, Map<String, String> cells) {

  public Resolution {
    cells = Map.copyOf(cells);
  }
}
