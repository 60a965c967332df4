// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.canary;

import static java.util.Objects.requireNonNull;

import dev.rekey.worker.rig.Roles;
import dev.rekey.worker.rig.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Leaked passwords of PostgreSQL, of one role and of a pair, in connection strings. */
record Databases(World world, Roles roles) {

  /** How many passwords leak. */
  static final int COUNT = 3;

  private static final String SINGLE = "canary_single";
  private static final String PAIR = "canary_pair";
  private static final Map<String, String> LEAKED =
      Map.of(
          SINGLE,
          "leaked-word-of-a-single-role",
          PAIR + "_a",
          "leaked-word-of-the-used-one",
          PAIR + "_b",
          "leaked-word-of-the-idle-one");

  /** A list of them, once they have leaked. */
  String csv() {
    place(SINGLE, SINGLE);
    place(PAIR, PAIR + "_a");
    return "system,identity,kind,credential_id,owner,privilege,disposition,places,exposure\n"
        + "db-prod,%s,postgres-role-password,%s,payments,write,replace,bao-prod:secret/%s,a laptop\n"
            .formatted(SINGLE, leak(SINGLE), path(SINGLE))
        + pair("_b", "retire", "")
        + pair("_a", "replace", "bao-prod:secret/" + path(PAIR));
  }

  private String pair(String which, String disposition, String place) {
    String role = PAIR + which;
    return "db-prod,%s_a+%s_b,postgres-dual-password,%s-%s,payments,write,%s,%s,a laptop\n"
        .formatted(PAIR, PAIR, role, leak(role), disposition, place);
  }

  private String leak(String role) {
    return roles.leak(role, word(role));
  }

  private void place(String name, String role) {
    world.put(path(name), Map.of("database_url", roles.dsn(role, word(role))));
  }

  private static String word(String role) {
    return requireNonNull(LEAKED.get(role), role);
  }

  private static String path(String name) {
    return "apps/" + name;
  }

  /** All that is secret about them, old and new, by what it is. */
  Map<String, String> secrets() {
    Map<String, String> secrets = new TreeMap<>();
    LEAKED.forEach((role, word) -> secrets.put("leaked password of " + role, word));
    for (String name : List.of(SINGLE, PAIR)) {
      String dsn = world.read(path(name)).get("database_url").stringValue();
      int from = dsn.indexOf(':', "postgres://".length()) + 1;
      secrets.put("new password at " + name, dsn.substring(from, dsn.indexOf('@')));
    }
    secrets.put("Rekey's own password of db-prod", Roles.OWN_WORD);
    return secrets;
  }
}
