// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The least that Rekey's own token must be granted, as far as the settings say what it is for. */
record Policy(OpenBaoSettings settings) {

  /** All that rotating the configured roles takes: path to rights. */
  SortedMap<String, List<String>> rotation() {
    SortedMap<String, List<String>> needed = new TreeMap<>();
    for (String role : settings.approleRoles()) {
      needed.put(path(AppRoles.path(settings.approleMount(), role)), List.of("read"));
      needed.put(path(AppRoles.path(settings.approleMount(), role, "role-id")), List.of("read"));
      needed.put(
          path(AppRoles.path(settings.approleMount(), role, "secret-id")),
          List.of("list", "update"));
      needed.put(
          path(AppRoles.path(settings.approleMount(), role, "secret-id-accessor", "lookup")),
          List.of("update"));
      needed.put(
          path(AppRoles.path(settings.approleMount(), role, "secret-id-accessor", "destroy")),
          List.of("update"));
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

  /** All that reading, writing and cleaning up places takes, below the engines that are named. */
  SortedMap<String, List<String>> places() {
    SortedMap<String, List<String>> needed = new TreeMap<>();
    List<String> engines = settings.mounts().isEmpty() ? List.of("secret") : settings.mounts();
    for (String engine : engines) {
      if (settings.writesPlaces()) {
        needed.put(engine + "/data/*", List.of("read", "update"));
        needed.put(engine + "/destroy/*", List.of("update"));
        needed.put(engine + "/metadata/*", List.of("read"));
      } else {
        needed.put(engine + "/data/*", List.of("read"));
      }
    }
    return needed;
  }

  /** Who we are and what we may do, which the policy {@code default} grants as well. */
  private static SortedMap<String, List<String>> self() {
    return new TreeMap<>(
        java.util.Map.of(
            "auth/token/lookup-self", List.of("read"),
            "sys/capabilities-self", List.of("update")));
  }

  /** As one policy. */
  String text() {
    return "# to ask who Rekey is and what it may do\n"
        + paragraphs(self())
        + "# for places; narrow the paths where not every place there is Rekey's to write\n"
        + paragraphs(places())
        + (rotation().isEmpty()
            ? "# to rotate credentials, name roles in the settings first\n"
            : "# to rotate the credentials of the roles in the settings\n"
                + paragraphs(rotation()));
  }

  private static String paragraphs(SortedMap<String, List<String>> needed) {
    return needed.entrySet().stream()
        .map(each -> paragraph(each.getKey(), each.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** As a policy says it. */
  static String paragraph(String path, List<String> rights) {
    return "path \"%s\" { capabilities = [%s] }"
        .formatted(
            path, rights.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")));
  }
}
