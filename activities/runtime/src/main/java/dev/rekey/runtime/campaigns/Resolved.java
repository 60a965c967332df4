// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.gate.Past;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * That a row which named no credential names one from now on, as the campaign's chain holds it.
 *
 * @param row where the row stands
 * @param rotation the one that its credential has
 * @param by who says so, or the row that says it
 */
record Resolved(String row, String rotation, String by) {

  /** The type of such an entry. */
  static final String TYPE = "resolved";

  SortedMap<String, Object> body(ScopeRow of) {
    return CanonicalJson.copy(
        Map.of("row", row, "rotation", rotation, "by", by, "shown", of.shown()));
  }

  /** Which row was last said to name which rotation. */
  static Map<String, String> named(List<Entry> entries) {
    Map<String, String> named = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.type().equals(TYPE)) {
        named.put(Past.text(entry, "row"), Past.text(entry, "rotation"));
      }
    }
    return named;
  }
}
