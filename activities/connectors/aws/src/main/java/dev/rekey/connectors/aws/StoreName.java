// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a place is: {@code secretsmanager/NAME} or {@code ssm/NAME}.
 *
 * @param name as AWS takes it
 */
record StoreName(Kind kind, String name) {

  /** Which store of AWS. */
  enum Kind {
    SECRETS_MANAGER("secretsmanager/", Pattern.compile("[A-Za-z0-9/_+=.@:-]{1,400}")),
    PARAMETERS("ssm/", Pattern.compile("/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,14}"));

    private final String prefix;
    private final Pattern names;

    Kind(String prefix, Pattern names) {
      this.prefix = prefix;
      this.names = names;
    }
  }

  /**
   * Reads a location. A parameter's name of several levels starts with a slash, which need not be
   * written.
   */
  static Optional<StoreName> of(String location) {
    for (Kind kind : Kind.values()) {
      if (location.startsWith(kind.prefix)) {
        String name = location.substring(kind.prefix.length());
        boolean rooted =
            kind == Kind.SECRETS_MANAGER || name.startsWith("/") || !name.contains("/");
        return Optional.of(new StoreName(kind, rooted ? name : "/" + name))
            .filter(found -> kind.names.matcher(found.name()).matches() && !name.contains(".."));
      }
    }
    return Optional.empty();
  }
}
