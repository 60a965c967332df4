// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.words.SystemName;
import java.util.ArrayList;
import java.util.List;

/** Reads what a cell names of other systems, several parted by {@code ;}. */
final class ReferencesCell {

  private final KnownSystems systems;
  private final List<String> reasons;

  /**
   * @param reasons where it says what is wrong
   */
  ReferencesCell(KnownSystems systems, List<String> reasons) {
    this.systems = systems;
    this.reasons = reasons;
  }

  List<Reference> read(Column column, String cell) {
    List<Reference> references = new ArrayList<>();
    for (String text : cell.split(";", -1)) {
      if (text.isBlank()) {
        continue;
      }
      try {
        Reference reference = Reference.parse(text.strip());
        List<String> names = systems.systems().keySet().stream().map(SystemName::value).toList();
        if (systems.find(reference.system()).isEmpty()) {
          reasons.add(
              "%s: system '%s' is not known%s (expected: one of %s)"
                  .formatted(
                      column.title(),
                      reference.system(),
                      DidYouMean.hint(reference.system().value(), names),
                      names));
        }
        references.add(reference);
      } catch (IllegalArgumentException e) {
        reasons.add("%s: %s".formatted(column.title(), e.getMessage()));
      }
    }
    return references;
  }
}
