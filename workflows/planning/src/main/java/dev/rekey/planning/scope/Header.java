// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.planning.text.Mistake;
import dev.rekey.planning.text.Shown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list's first row: which column stands where.
 *
 * @param places column to index, from 0
 * @param always what a column holds where a row leaves it empty
 * @param width how many cells every row has
 * @param notes which names were read as others
 */
record Header(
    Map<Column, Integer> places, Map<Column, String> always, int width, List<String> notes) {

  private static final int MOST_COLUMNS = 100;

  /**
   * Columns that would hold values: Rekey must not see them, and nobody should send them around.
   */
  private static final Set<String> OF_VALUES =
      Set.of(
          "secret",
          "secret_access_key",
          "secret_key",
          "password",
          "passwd",
          "token",
          "value",
          "private_key",
          "api_key",
          "client_secret");

  /**
   * Reads the header; what is wrong with it is added to {@code mistakes}.
   *
   * @param ownersByRule whether there are rules for owners, so that the column may be missing
   */
  static Header read(
      String source,
      int line,
      List<String> cells,
      ColumnMap map,
      boolean ownersByRule,
      List<Mistake> mistakes) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < Math.min(cells.size(), MOST_COLUMNS); i++) {
      String name = cells.get(i);
      Column column = map.find(name);
      if (column == null) {
        if (ofValues(name) || !map.ignoresOthers()) {
          mistakes.add(unknown(source, line, i, name));
        } else {
          notes.add("column '%s' is left out".formatted(Shown.escaped(name, 40)));
        }
        continue;
      }
      Integer before = places.putIfAbsent(column, i);
      if (before != null) {
        mistakes.add(
            new Mistake(
                source,
                line,
                0,
                "duplicate-column",
                "columns %d '%s' and %d '%s' both mean '%s' (expected: one of them)"
                    .formatted(
                        before + 1,
                        Shown.escaped(cells.get(before), 40),
                        i + 1,
                        Shown.escaped(name, 40),
                        column.title())));
      } else if (!Column.folded(name).equals(column.title())) {
        notes.add("column '%s' is read as '%s'".formatted(Shown.escaped(name, 40), column.title()));
      }
    }
    checkWidth(source, line, cells, mistakes);
    checkNames(source, line, cells, map, mistakes);
    if (places.isEmpty() && map.namedInVain(cells).isEmpty()) {
      return ofNone(source, line, cells, mistakes);
    }
    checkMissing(source, line, places, map, ownersByRule, mistakes);
    return new Header(Map.copyOf(places), map.always(), cells.size(), List.copyOf(notes));
  }

  private static void checkNames(
      String source, int line, List<String> cells, ColumnMap map, List<Mistake> mistakes) {
    map.namedInVain(cells)
        .forEach(name ->
            mistakes.add(
                new Mistake(
                    source,
                    line,
                    0,
                    "no-such-column",
                    "no column '%s' in the list%s (expected: one of %s)"
                        .formatted(
                            Shown.escaped(name, 40),
                            DidYouMean.hint(name, cells),
                            Shown.escaped(String.join(", ", cells), Shown.LONGEST_LINE)))));
  }

  private static void checkMissing(
      String source,
      int line,
      Map<Column, Integer> places,
      ColumnMap map,
      boolean ownersByRule,
      List<Mistake> mistakes) {
    for (Column column : Column.values()) {
      boolean needed = column.required() && !(ownersByRule && column == Column.OWNER);
      if (needed && !places.containsKey(column) && !map.always().containsKey(column)) {
        mistakes.add(
            new Mistake(
                source,
                line,
                0,
                "missing-column",
                "column '%s' is missing (expected: %s; the last six may be left out)"
                    .formatted(column.title(), String.join(", ", Column.titles()))));
      }
    }
  }

  private static void checkWidth(
      String source, int line, List<String> cells, List<Mistake> mistakes) {
    if (cells.size() > MOST_COLUMNS) {
      mistakes.add(
          new Mistake(
              source,
              line,
              0,
              "too-many-columns",
              "%d columns (expected: at most %d)".formatted(cells.size(), MOST_COLUMNS)));
    }
  }

  /** One mistake says more than one for every column. */
  private static Header ofNone(
      String source, int line, List<String> cells, List<Mistake> mistakes) {
    mistakes.clear();
    String only = cells.isEmpty() ? "" : cells.getFirst();
    String separated =
        only.contains(";")
            ? "; the separator seems to be ';': save it with ','"
            : only.contains("\t") ? "; the separator seems to be a tab: save it with ','" : "";
    mistakes.add(
        new Mistake(
            source,
            line,
            0,
            "no-header",
            "no column that is known in '%s' (expected: a header with %s)%s"
                .formatted(
                    Shown.escaped(SecretLookalike.hidden(String.join(",", cells)), 80),
                    String.join(",", Column.titles()),
                    separated)));
    return new Header(Map.of(), Map.of(), cells.size(), List.of());
  }

  /** Whether a column, or what is nested under a path, is named like a secret's value. */
  static boolean ofValues(String name) {
    String folded = Column.folded(name);
    return OF_VALUES.contains(folded.substring(folded.lastIndexOf('.') + 1));
  }

  private static Mistake unknown(String source, int line, int index, String name) {
    String shown = Shown.escaped(SecretLookalike.hidden(name), 40);
    if (ofValues(name)) {
      return new Mistake(
          source,
          line,
          0,
          "column-of-values",
          ("column %d '%s' seems to hold secret values (expected: none in a list; remove the column"
                  + " and treat the file as leaked)")
              .formatted(index + 1, shown));
    }
    return new Mistake(
        source,
        line,
        0,
        "unknown-column",
        "column %d '%s' is not known%s (expected: %s)"
            .formatted(
                index + 1,
                shown,
                DidYouMean.hint(Column.folded(name), Column.titles()),
                String.join(", ", Column.titles())));
  }
}
