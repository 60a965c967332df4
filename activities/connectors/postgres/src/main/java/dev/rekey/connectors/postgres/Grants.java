// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import java.util.List;

/** The least that Rekey's own role must be granted, as a superuser runs it. */
record Grants(String role, String database) {

  static Grants of(PostgresSettings settings) {
    return new Grants(settings.role(), settings.database());
  }

  /** What it takes whatever roles are rotated. */
  List<String> always() {
    String me = quoted(role);
    return List.of(
        "ALTER ROLE %s CREATEROLE".formatted(me),
        "GRANT SELECT ON pg_catalog.pg_authid TO " + me,
        "GRANT pg_read_all_stats TO " + me,
        "GRANT pg_signal_backend TO " + me);
  }

  /** What it takes for each role that is rotated, since version 16. */
  String over(String rotated) {
    return "GRANT %s TO %s WITH ADMIN OPTION, INHERIT FALSE, SET FALSE"
        .formatted(quoted(rotated), quoted(role));
  }

  /** As a script. */
  String script() {
    StringBuilder script =
        new StringBuilder("-- in database %s, as a superuser\n".formatted(database));
    always().forEach(statement -> script.append(statement).append(";\n"));
    return script
        .append("-- for each role that is to be rotated, from PostgreSQL 16 on\n")
        .append("-- ")
        .append(over("ROLE"))
        .append(";\n")
        .toString();
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
