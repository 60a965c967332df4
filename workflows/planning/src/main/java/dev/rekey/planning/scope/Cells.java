// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One line of CSV, taken apart. */
sealed interface Cells {

  /** The most characters of a line. */
  int LONGEST_LINE = 65_536;

  CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).get();

  record Good(List<String> cells) implements Cells {}

  record Bad(String why) implements Cells {}

  static Cells of(String line) {
    if (line.length() > LONGEST_LINE) {
      return new Bad(
          "%,d characters (expected: at most %,d)".formatted(line.length(), LONGEST_LINE));
    }
    try (CSVParser parser = CSVParser.parse(line, FORMAT)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1
          ? new Good(List.copyOf(records.getFirst().toList()))
          : new Bad("%d rows in one line (expected: 1)".formatted(records.size()));
    } catch (IOException | UncheckedIOException e) {
      return new Bad(
          "a quoted cell is not closed, or is followed by something other than ',' (expected: each"
              + " \" within a cell doubled, no line break within a cell)");
    }
  }
}
