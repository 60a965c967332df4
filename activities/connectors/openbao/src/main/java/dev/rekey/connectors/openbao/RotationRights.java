// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Asks whether our token may do all that rotating takes, for the roles that the settings name. What
 * is missing is told as the policy that grants it, ready to be pasted.
 */
final class RotationRights {

  private final OpenBaoSettings settings;
  private final AppRoles roles;
  private final Calls calls;

  RotationRights(OpenBaoSettings settings, AppRoles roles, Calls calls) {
    this.settings = settings;
    this.roles = roles;
    this.calls = calls;
  }

  /** The paragraphs of a policy that our token lacks. */
  Outcome<List<String>> missing() {
    Map<String, List<String>> needed = needed();
    if (needed.isEmpty()) {
      return new Done<>(List.of());
    }
    Set<String> asked = new TreeSet<>(needed.keySet());
    // Lists are granted under the path with a slash as well as without.
    needed.forEach((path, rights) -> {
      if (rights.contains("list")) {
        asked.add(path + "/");
      }
    });
    return calls.post(
        "ask for the rights to rotate",
        Effect.NONE,
        List.of("sys", "capabilities-self"),
        PathRights.question(asked),
        answer -> missing(needed, PathRights.granted(answer)));
  }

  /** All that rotating the configured roles takes: path to rights. */
  private Map<String, List<String>> needed() {
    Map<String, List<String>> needed = new TreeMap<>();
    for (String role : settings.approleRoles()) {
      needed.put(path(roles.path(role)), List.of("read"));
      needed.put(path(roles.path(role, "role-id")), List.of("read"));
      needed.put(path(roles.path(role, "secret-id")), List.of("list", "update"));
      needed.put(path(roles.path(role, "secret-id-accessor", "lookup")), List.of("update"));
      needed.put(path(roles.path(role, "secret-id-accessor", "destroy")), List.of("update"));
    }
    for (String role : settings.tokenRoles()) {
      needed.put("auth/token/roles/" + role, List.of("read"));
      needed.put("auth/token/create/" + role, List.of("update"));
    }
    boolean listsTokens =
        !settings.tokenRoles().isEmpty()
            || (settings.endsLoginTokens() && !settings.approleRoles().isEmpty());
    if (listsTokens) {
      needed.put("auth/token/accessors", List.of("list", "sudo"));
      needed.put("auth/token/lookup-accessor", List.of("update"));
      needed.put("auth/token/revoke-accessor", List.of("update"));
    }
    return needed;
  }

  private static String path(List<String> segments) {
    return String.join("/", segments);
  }

  private static List<String> missing(
      Map<String, List<String>> needed, Map<String, Set<String>> granted) {
    List<String> missing = new ArrayList<>();
    needed.forEach((path, rights) -> {
      Set<String> ours = new TreeSet<>(granted.getOrDefault(path, Set.of()));
      ours.addAll(granted.getOrDefault(path + "/", Set.of()));
      if (!ours.contains("root") && !ours.containsAll(rights)) {
        missing.add(
            "path \"%s\" { capabilities = [%s] }"
                .formatted(
                    path,
                    rights.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "))));
      }
    });
    return missing;
  }
}
