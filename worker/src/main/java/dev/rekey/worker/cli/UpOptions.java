// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rekey up} was told.
 *
 * @param home where all state is kept
 * @param port where the API answers on this machine; 0 for any free port
 * @param configuration the file to read settings from; null for {@code rekey.yaml} in the home, if
 *     there is one
 */
public record UpOptions(Path home, int port, @Nullable Path configuration) {

  public UpOptions {
    requireNonNull(home, "home is null");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: %d (expected: 0 to 65535)".formatted(port));
    }
  }
}
