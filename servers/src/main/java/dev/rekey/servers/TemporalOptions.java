// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How the Temporal server is started.
 *
 * @param ui whether its web pages are served too
 * @param codecEndpoint where the web pages have payloads decoded; it stands on the server's command
 *     line, which every user of the machine can read
 * @param dynamicConfig settings of the server, key to JSON value, as its {@code
 *     --dynamic-config-value} takes them
 */
public record TemporalOptions(
    boolean ui, Optional<URI> codecEndpoint, Map<String, String> dynamicConfig) {

  /** Copies, so that nothing can be changed later. */
  public TemporalOptions {
    dynamicConfig = Map.copyOf(dynamicConfig);
  }

  /** With web pages, nothing else. */
  public static TemporalOptions withUi() {
    return new TemporalOptions(true, Optional.empty(), Map.of());
  }

  /** Without web pages: for tests. */
  public static TemporalOptions headless() {
    return new TemporalOptions(false, Optional.empty(), Map.of());
  }

  /** The same, decoding at that address. */
  public TemporalOptions decodingAt(URI endpoint) {
    return new TemporalOptions(ui, Optional.of(endpoint), dynamicConfig);
  }

  /** The same with these settings of the server instead. */
  public TemporalOptions with(Map<String, String> settings) {
    return new TemporalOptions(ui, codecEndpoint, settings);
  }
}
