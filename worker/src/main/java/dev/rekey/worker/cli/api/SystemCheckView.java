// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a check of a system.
 *
 * @param identity who the system says that Rekey is; null if it did not say
 * @param missing rights that are needed and absent, in the system's words
 */
public record SystemCheckView(
    String system, boolean ok, @Nullable String identity, List<String> missing, String message) {

  public SystemCheckView {
    missing = List.copyOf(missing);
  }
}
