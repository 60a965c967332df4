// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.Shown;
import java.util.List;
import java.util.Optional;

/**
 * CSV as RFC 4180 has it, with a header.
 *
 * <p>Unlike RFC 4180 a cell can't hold a line break: else one stray quote would swallow the rows
 * after it, and no row may get lost (promise P6).
 */
final class CsvSheet implements Sheet {

  private final Lines lines;
  private final Row header;

  private CsvSheet(Lines lines, Row header) {
    this.lines = lines;
    this.header = header;
  }

  /** The sheet in this text; empty if no line of it holds anything. */
  static Optional<Sheet> read(String text) {
    Lines lines = new Lines(text);
    return lines.next().map(first -> new CsvSheet(lines, row(first)));
  }

  @Override
  public Row header() {
    return header;
  }

  @Override
  public Optional<Row> next() {
    return lines.next().map(CsvSheet::row);
  }

  @Override
  public List<String> notes() {
    return lines.empty() > 0
        ? List.of("%d rows of empty cells are passed over".formatted(lines.empty()))
        : List.of();
  }

  private static Row row(Lines.Line line) {
    String shown = Shown.escaped(SecretLookalike.hidden(line.text()), Shown.LONGEST_LINE);
    return switch (Cells.of(line.text())) {
      case Cells.Good(List<String> cells) -> new Row.Good(line.number(), cells, shown);
      case Cells.Bad(String why) -> new Row.Bad(line.number(), why, shown);
    };
  }
}
