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
 * @param width how many cells every row has
 * @param notes which names were read as others
 */
record Header(Map<Column, Integer> places, int width, List<String> notes) {

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

  /** Reads the header; what is wrong with it is added to {@code mistakes}. */
  static Header read(String source, int line, List<String> cells, List<Mistake> mistakes) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < Math.min(cells.size(), MOST_COLUMNS); i++) {
      String name = cells.get(i);
      Column column = Column.find(name);
      if (column == null) {
        mistakes.add(unknown(source, line, i, name));
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
    if (places.isEmpty()) {
      return ofNone(source, line, cells, mistakes);
    }
    for (Column column : Column.values()) {
      if (column.required() && !places.containsKey(column)) {
        mistakes.add(
            new Mistake(
                source,
                line,
                0,
                "missing-column",
                "column '%s' is missing (expected: %s; the last three may be left out)"
                    .formatted(column.title(), String.join(", ", Column.titles()))));
      }
    }
    return new Header(Map.copyOf(places), cells.size(), List.copyOf(notes));
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
    return new Header(Map.of(), cells.size(), List.of());
  }

  private static Mistake unknown(String source, int line, int index, String name) {
    String shown = Shown.escaped(SecretLookalike.hidden(name), 40);
    if (OF_VALUES.contains(Column.folded(name))) {
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
