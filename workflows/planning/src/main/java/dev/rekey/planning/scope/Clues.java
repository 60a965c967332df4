// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a row holds beside what it names and shows.
 *
 * @param cells what its columns say, by their names: for another look once more is known, and to
 *     tell what it states from what was taken for granted; empty if nothing of it may be kept
 * @param fingerprint by which a value that was found with the row is known where it stands twice;
 *     empty if none was. It tells nothing of the value to whoever lacks the campaign's key
 * @param inventory whether its list only says what exists, and not that it leaked
 */
public record Clues(SortedMap<String, String> cells, String fingerprint, boolean inventory) {

  /** Of a row that says all there is. */
  public static final Clues NONE = new Clues(Collections.emptySortedMap(), "", false);

  public Clues {
    requireNonNull(cells, "cells is null");
    cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    fingerprint = requireNonNullElse(fingerprint, "");
  }

  /** Whether a row leaves open what a column would say, as far as that is known. */
  boolean leavesOpen(Column column) {
    return !cells.isEmpty() && !cells.containsKey(column.title());
  }

  /** Builds them from unsorted cells, without a value. */
  public static Clues of(Map<String, String> cells) {
    return new Clues(new TreeMap<>(cells), "", false);
  }

  /** The same, of a list that only says what exists. */
  Clues ofInventory() {
    return new Clues(cells, fingerprint, true);
  }
}
