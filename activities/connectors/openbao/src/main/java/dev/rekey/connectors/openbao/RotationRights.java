// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks whether our token may do all that rotating takes, for the roles that the settings name. What
 * is missing is told as the policy that grants it, ready to be pasted.
 */
final class RotationRights {

  private final Policy policy;
  private final Calls calls;

  RotationRights(Policy policy, Calls calls) {
    this.policy = policy;
    this.calls = calls;
  }

  /** The paragraphs of a policy that our token lacks. */
  Outcome<List<String>> missing() {
    Map<String, List<String>> needed = policy.rotation();
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

  private static List<String> missing(
      Map<String, List<String>> needed, Map<String, Set<String>> granted) {
    List<String> missing = new ArrayList<>();
    needed.forEach((path, rights) -> {
      Set<String> ours = new TreeSet<>(granted.getOrDefault(path, Set.of()));
      ours.addAll(granted.getOrDefault(path + "/", Set.of()));
      if (!ours.contains("root") && !ours.containsAll(rights)) {
        missing.add(Policy.paragraph(path, rights));
      }
    });
    return missing;
  }
}
