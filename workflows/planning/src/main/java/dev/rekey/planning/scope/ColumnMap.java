// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.planning.text.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which columns of somebody's list are which of ours, and what its rows leave unsaid. */
public final class ColumnMap {

  /** Takes columns by their usual names alone. */
  public static final ColumnMap NONE = new ColumnMap(Map.of(), Map.of(), false);

  private final Map<Column, String> names;
  private final Map<Column, String> always;
  private final boolean ignoresOthers;

  private ColumnMap(Map<Column, String> names, Map<Column, String> always, boolean ignoresOthers) {
    this.names = Collections.unmodifiableMap(new EnumMap<>(filled(names)));
    this.always = Collections.unmodifiableMap(new EnumMap<>(filled(always)));
    this.ignoresOthers = ignoresOthers;
  }

  /**
   * Reads a map as people write it.
   *
   * @param columns each {@code column=name in the list}
   * @param always each {@code column=what it is where a row leaves it empty}
   * @param ignoresOthers whether columns of the list that are none of ours are left out
   * @param mistakes what is wrong with it is added here, one sentence each
   */
  public static ColumnMap of(
      List<String> columns, List<String> always, boolean ignoresOthers, List<String> mistakes) {
    return new ColumnMap(
        pairs("--column", columns, mistakes), pairs("--always", always, mistakes), ignoresOthers);
  }

  /** The column that a list's name means; null if none. */
  @Nullable Column find(String name) {
    for (Map.Entry<Column, String> named : names.entrySet()) {
      if (named.getValue().strip().equals(name.strip())) {
        return named.getKey();
      }
    }
    Column usual = Column.find(name);
    return usual == null || names.containsKey(usual) ? null : usual;
  }

  /** Which names it gives that a list does not have. */
  List<String> namedInVain(List<String> header) {
    List<String> stripped = header.stream().map(String::strip).toList();
    return names.values().stream().filter(name -> !stripped.contains(name.strip())).toList();
  }

  Map<Column, String> always() {
    return always;
  }

  boolean ignoresOthers() {
    return ignoresOthers;
  }

  private static Map<Column, String> pairs(String flag, List<String> texts, List<String> mistakes) {
    Map<Column, String> pairs = new EnumMap<>(Column.class);
    for (String text : texts) {
      split(
          flag,
          text,
          mistakes,
          (column, value) -> {
            if (pairs.putIfAbsent(column, value) != null) {
              mistakes.add(
                  "%s %s: given twice (expected: each column once)"
                      .formatted(flag, column.title()));
            }
          });
    }
    return pairs;
  }

  private static void split(
      String flag, String text, List<String> mistakes, BiConsumer<Column, String> pair) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      mistakes.add(
          "%s '%s' (expected: column=text, for example identity='User name')"
              .formatted(flag, Shown.escaped(text, 80)));
      return;
    }
    String name = text.substring(0, equals);
    Column column = Column.find(name);
    if (column == null) {
      List<String> titles = new ArrayList<>(Column.titles());
      mistakes.add(
          "%s '%s' is no column%s (expected: one of %s)"
              .formatted(
                  flag,
                  Shown.escaped(name, 40),
                  DidYouMean.hint(Column.folded(name), titles),
                  String.join(", ", titles)));
      return;
    }
    pair.accept(column, text.substring(equals + 1).strip());
  }

  private static Map<Column, String> filled(Map<Column, String> map) {
    Map<Column, String> filled = new EnumMap<>(Column.class);
    filled.putAll(map);
    return filled;
  }
}
