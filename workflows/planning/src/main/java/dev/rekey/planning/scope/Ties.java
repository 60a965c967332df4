// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a credential hangs together with others, as rows declare it.
 *
 * @param unlocks what it opens, sorted; if there is any, nothing else is taken for granted
 * @param provisionedBy who makes it, or could read it when it was made, sorted
 */
public record Ties(List<Reference> unlocks, List<Reference> provisionedBy) {

  /** No row says anything. */
  public static final Ties NONE = new Ties(List.of(), List.of());

  public Ties {
    unlocks = unlocks.stream().distinct().sorted().toList();
    provisionedBy = provisionedBy.stream().distinct().sorted().toList();
  }

  /** What both say. */
  Ties and(Ties other) {
    return new Ties(
        Stream.concat(unlocks.stream(), other.unlocks.stream()).toList(),
        Stream.concat(provisionedBy.stream(), other.provisionedBy.stream()).toList());
  }
}
