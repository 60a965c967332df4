// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What is asked for, below {@code /api/v1}.
 *
 * @param path encoded, with its query; begins with a slash
 */
public record Endpoint(String path) {

  /** The endpoint with these path segments, whatever characters they hold. */
  public static Endpoint of(String... segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/').append(encoded(segment));
    }
    return new Endpoint(path.toString());
  }

  /** The same with one query parameter more. */
  public Endpoint with(String name, String value) {
    return new Endpoint(
        path + (path.indexOf('?') < 0 ? '?' : '&') + encoded(name) + "=" + encoded(value));
  }

  private static String encoded(String text) {
    // The form encoding differs from that of paths in the blank alone; dots would climb.
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
  }
}
