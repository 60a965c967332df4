// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.gate.Past;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * What of a source's rows never changes, as the campaign's chain holds it: how many there are, and
 * of each its line, what was shown of it, and which credential it names.
 *
 * @param rows how many
 * @param digest over all of them
 */
record TakenIn(int rows, Digest digest) {

  /** The type of such an entry. */
  static final String TYPE = "source";

  /** The type where the list only says what exists: its rows are in scope once they are reached. */
  static final String INVENTORY = "inventory";

  /** Both. */
  static final Set<String> TYPES = Set.of(TYPE, INVENTORY);

  /**
   * One row.
   *
   * @param rotation the one that its credential has; empty if it names none
   */
  record Row(int line, String shown, String rotation) {

    private Map<String, Object> json() {
      return Map.of("line", line, "shown", shown, "rotation", rotation);
    }
  }

  static TakenIn of(List<Row> rows) {
    return new TakenIn(
        rows.size(),
        Digest.ofText(CanonicalJson.write(Map.of("rows", rows.stream().map(Row::json).toList()))));
  }

  SortedMap<String, Object> body(String source, Digest file) {
    return CanonicalJson.copy(
        Map.of("source", source, "sha256", file, "rows", rows, "rows-digest", digest));
  }

  /** How these rows differ from what was recorded. */
  Optional<String> objection(Entry recorded) {
    if (!Long.valueOf(rows).equals(recorded.body().get("rows"))) {
      return Optional.of(
          "has %d rows (expected, as taken in: %s)".formatted(rows, recorded.body().get("rows")));
    }
    return digest.value().equals(Past.text(recorded, "rows-digest"))
        ? Optional.empty()
        : Optional.of("its rows are not those that were taken in");
  }
}
