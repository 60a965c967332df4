// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.planning.text.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a playbook can be for: one for something else would never be used, and nobody would know.
 *
 * @param kinds of each connector
 * @param open the connectors whose systems may name further kinds
 */
public record Targets(SortedMap<String, Set<String>> kinds, Set<String> open) {

  public Targets {
    kinds = new TreeMap<>(kinds);
    open = Set.copyOf(open);
  }

  /** What is wrong with what it is for; empty if it can be used. */
  List<Mistake> mistakes(WrittenPlaybook written) {
    String connector = written.playbook().connector();
    String kind = written.playbook().kind().value();
    List<Mistake> mistakes = new ArrayList<>();
    Set<String> known = kinds.get(connector);
    if (known == null) {
      mistakes.add(
          written.mistakeIn(
              "connector",
              "unknown-connector",
              "'%s' (expected: one of %s)%s"
                  .formatted(
                      connector, kinds.keySet(), DidYouMean.hint(connector, kinds.keySet()))));
    } else if (!open.contains(connector) && !known.contains(kind)) {
      mistakes.add(
          written.mistakeIn(
              "kind",
              "unknown-kind",
              "'%s' is no kind that connector %s rotates (expected: one of %s)%s"
                  .formatted(kind, connector, known, DidYouMean.hint(kind, known))));
    }
    return mistakes;
  }
}
