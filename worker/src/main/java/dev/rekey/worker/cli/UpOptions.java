// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rekey up} was told.
 *
 * @param home where all state is kept
 * @param port where the API answers on this machine; 0 for what the settings say
 * @param configuration the file to read settings from; null for {@code rekey.yaml} in the home, if
 *     there is one
 * @param flags settings that were said as flags, by their names in the file, for example {@code
 *     temporal.address}; paths in them are absolute
 * @param environment the variables of this process
 */
public record UpOptions(
    Path home,
    int port,
    @Nullable Path configuration,
    Map<String, String> flags,
    Map<String, String> environment) {

  public UpOptions {
    requireNonNull(home, "home is null");
    flags = Map.copyOf(flags);
    environment = Map.copyOf(environment);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: %d (expected: 0 to 65535)".formatted(port));
    }
  }
}
