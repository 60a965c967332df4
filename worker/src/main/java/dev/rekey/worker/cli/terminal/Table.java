// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.terminal;

import dev.rekey.planning.text.Shown;
import java.util.ArrayList;
import java.util.List;

/** Rows under headings, the columns as wide as they need; the last one takes what is left. */
public final class Table {

  private static final String GAP = "  ";
  private static final int LEAST_LAST = 12;

  /** Up to here a line that wraps can no longer be told from the next row. */
  private static final int NARROW = 60;

  private static final int LONGEST_CELL = 1000;

  private final List<String> headings;
  private final List<Row> rows = new ArrayList<>();

  private record Row(Tone tone, List<String> cells) {}

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  public Table row(String... cells) {
    return row(Tone.PLAIN, cells);
  }

  /** Adds a row with as many cells as there are headings. */
  public Table row(Tone tone, String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "%d cells (expected: %d)".formatted(cells.length, headings.size()));
    }
    List<String> shown = new ArrayList<>();
    for (String cell : cells) {
      shown.add(Shown.escaped(cell, LONGEST_CELL));
    }
    rows.add(new Row(tone, shown));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * The lines for a terminal of that many columns; the heading first. On one that is too narrow for
   * that, a block for each row: name and value, a line each.
   */
  public List<Line> lines(int columns) {
    int[] widths = new int[headings.size() - 1];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(headings, column);
      for (Row row : rows) {
        widths[column] = Math.max(widths[column], width(row.cells(), column));
      }
    }
    int taken = 0;
    for (int width : widths) {
      taken += width + GAP.length();
    }
    if (columns <= NARROW && taken + LEAST_LAST > columns) {
      return blocks();
    }
    // Where nothing is left for the last column the terminal may wrap: cut ids are of no use.
    int last = columns - taken >= LEAST_LAST ? columns - taken : Integer.MAX_VALUE;
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Tone.STRONG, text(headings, widths, last)));
    rows.forEach(row -> lines.add(new Line(row.tone(), text(row.cells(), widths, last))));
    return lines;
  }

  private List<Line> blocks() {
    int widest = headings.stream().mapToInt(String::length).max().orElse(0);
    List<Line> lines = new ArrayList<>();
    for (Row row : rows) {
      if (!lines.isEmpty()) {
        lines.add(Line.of(""));
      }
      for (int column = 0; column < headings.size(); column++) {
        String name = headings.get(column);
        String gap = " ".repeat(widest - name.length()) + GAP;
        lines.add(new Line(row.tone(), (name + gap + row.cells().get(column)).stripTrailing()));
      }
    }
    return lines;
  }

  private static int width(List<String> cells, int column) {
    String cell = cells.get(column);
    return cell.codePointCount(0, cell.length());
  }

  private static String text(List<String> cells, int[] widths, int last) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      text.append(cells.get(column));
      text.repeat(' ', widths[column] - width(cells, column)).append(GAP);
    }
    String end = cells.getLast();
    text.append(end.length() > last ? end.substring(0, last - 1) + "…" : end);
    return text.toString().stripTrailing();
  }
}
