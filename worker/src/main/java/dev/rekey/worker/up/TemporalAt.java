// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static java.util.Objects.requireNonNull;

import dev.rekey.worker.temporal.Frontend;
import dev.rekey.worker.temporal.Tls;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which Temporal is used.
 *
 * @param address host and port of the frontend; null for one of our own
 * @param namespace in which everything of Rekey happens
 * @param ui where its web pages are; null if that is not known, or for one of our own
 * @param tls null for a connection in clear
 * @param apiKeyFile of mode 0600; null if it wants no API key
 */
record TemporalAt(
    @Nullable String address,
    String namespace,
    @Nullable URI ui,
    @Nullable Tls tls,
    @Nullable Path apiKeyFile) {

  static final String NAMESPACE = "rekey";

  /** One of our own. */
  static final TemporalAt OWN = new TemporalAt(null, NAMESPACE, null);

  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):([0-9]{1,5})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

  /** In clear and without a key. */
  TemporalAt(@Nullable String address, String namespace, @Nullable URI ui) {
    this(address, namespace, ui, null, null);
  }

  /** Somebody's, as a connection wants it. */
  Frontend frontend() {
    return new Frontend(requireNonNull(address, "Temporal is our own"), namespace, tls, apiKeyFile);
  }

  /** Host and port, checked; throws {@link IllegalArgumentException} with a message for people. */
  static String address(String text) {
    Matcher parts = ADDRESS.matcher(text);
    boolean sound = parts.matches() && Integer.parseInt(parts.group(2)) <= 65_535;
    if (!sound) {
      throw new IllegalArgumentException(
          "'%s' (expected: host:port, for example temporal.example.com:7233)".formatted(text));
    }
    return text;
  }

  /** A namespace's name, checked as {@link #address} is. */
  static String namespace(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' (expected: letters, digits, '.', '_' and '-', for example rekey)".formatted(text));
    }
    return text;
  }

  /** The address of web pages, checked as {@link #address} is. */
  static URI ui(String text) {
    try {
      URI ui = URI.create(text);
      if (ui.getHost() != null && Set.of("http", "https").contains(ui.getScheme())) {
        return ui;
      }
    } catch (IllegalArgumentException notEvenAnAddress) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "'%s' (expected: for example https://temporal.example.com)".formatted(text));
  }
}
