// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A system as it was added.
 *
 * @param settings by name; secrets as references
 * @param soleIssuer whether nobody but Rekey issues credentials there
 * @param compression by how much lags and windows are compressed; 1 outside the sandbox
 */
public record SystemView(
    String name,
    String connector,
    Map<String, String> settings,
    boolean soleIssuer,
    int compression) {

  public SystemView {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }
}
