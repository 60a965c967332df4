// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that a list of credentials may have. */
enum Column {
  SYSTEM(true),
  IDENTITY(true),
  KIND(true),
  CREDENTIAL_ID(true),
  OWNER(true),
  PLACES(true),
  PRIVILEGE(false),
  EXPOSURE(false),
  DISPOSITION(false),
  UNLOCKS(false),
  PROVISIONED_BY(false),
  HEALTH(false);

  /** Other names that such lists are seen to use; a note tells when one was taken. */
  private static final Map<String, Column> SYNONYMS =
      Map.ofEntries(
          Map.entry("system_name", SYSTEM),
          Map.entry("user", IDENTITY),
          Map.entry("username", IDENTITY),
          Map.entry("user_name", IDENTITY),
          Map.entry("iam_user", IDENTITY),
          Map.entry("type", KIND),
          Map.entry("credential_type", KIND),
          Map.entry("credential_kind", KIND),
          Map.entry("access_key_id", CREDENTIAL_ID),
          Map.entry("accesskeyid", CREDENTIAL_ID),
          Map.entry("key_id", CREDENTIAL_ID),
          Map.entry("team", OWNER),
          Map.entry("owner_team", OWNER),
          Map.entry("owning_team", OWNER),
          Map.entry("place", PLACES),
          Map.entry("locations", PLACES),
          Map.entry("held_by", PLACES),
          Map.entry("rights", PRIVILEGE),
          Map.entry("permissions", PRIVILEGE),
          Map.entry("leak", EXPOSURE),
          Map.entry("found_in", EXPOSURE),
          Map.entry("action", DISPOSITION),
          Map.entry("opens", UNLOCKS),
          Map.entry("created_by", PROVISIONED_BY),
          Map.entry("health_check", HEALTH),
          Map.entry("health_checks", HEALTH),
          Map.entry("health_url", HEALTH));

  private final boolean required;

  Column(boolean required) {
    this.required = required;
  }

  /** Whether every list must have it. */
  boolean required() {
    return required;
  }

  /** Its name as the header has it. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column that a header's cell means; null if none. Case, blanks and dashes do not count. */
  static @Nullable Column find(String name) {
    String folded = folded(name);
    for (Column column : values()) {
      if (column.title().equals(folded)) {
        return column;
      }
    }
    return SYNONYMS.get(folded);
  }

  static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
  }

  static List<String> titles() {
    return Arrays.stream(values()).map(Column::title).toList();
  }
}
