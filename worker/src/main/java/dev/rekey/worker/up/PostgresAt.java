// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.worker.server.Database;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL that somebody else runs.
 *
 * @param jdbcUrl host, port and database, without user and password
 * @param passwordFile of mode 0600
 */
record PostgresAt(String jdbcUrl, String user, Path passwordFile) {

  private static final Pattern URL =
      Pattern.compile("(?:jdbc:)?postgres(?:ql)?://([^/@?#\\s]+)/([^/?#\\s]+)(\\?[^#\\s]*)?");
  private static final Pattern NAMES_SOMEBODY = Pattern.compile("[?&](user|password|sslpassword)=");

  /** As the server uses it. */
  Database database() {
    return new Database(jdbcUrl, user, passwordFile);
  }

  /**
   * The URL as the driver wants it.
   *
   * @throws IllegalArgumentException with a message for people, in which the URL is not repeated
   *     where it may hold a password
   */
  static String jdbcUrl(String text) {
    boolean somebody =
        text.contains("@") || NAMES_SOMEBODY.matcher(text.toLowerCase(Locale.ROOT)).find();
    if (somebody) {
      throw new IllegalArgumentException(
          "it names a user or a password (expected: none in the URL; say postgres.user and"
              + " postgres.password-file)");
    }
    Matcher parts = URL.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' (expected: for example postgresql://db.example.com:5432/rekey)".formatted(text));
    }
    String options = parts.group(3) == null ? "" : parts.group(3);
    return "jdbc:postgresql://%s/%s%s".formatted(parts.group(1), parts.group(2), options);
  }
}
