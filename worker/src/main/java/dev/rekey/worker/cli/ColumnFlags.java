// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.planning.text.Shown;
import dev.rekey.worker.files.Limit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a list's columns are read, from flags and from a file that holds the same, one a line: {@code
 * column identity=Login}, {@code always owner=payments}, {@code ignore-others}; a {@code #} begins
 * a remark.
 */
record ColumnFlags(List<String> columns, List<String> always, boolean ignoreOthers) {

  ColumnFlags {
    columns = List.copyOf(columns);
    always = List.copyOf(always);
  }

  /** What the flags say, and the file beside them. */
  ColumnFlags and(Path file, Mistakes mistakes) {
    List<String> moreColumns = new ArrayList<>(columns);
    List<String> moreAlways = new ArrayList<>(always);
    boolean ignore = ignoreOthers;
    String text =
        new String(InputFile.read("--map", file, Limit.TEXT, mistakes), StandardCharsets.UTF_8);
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (line.startsWith("column ")) {
        moreColumns.add(line.substring("column ".length()).strip());
      } else if (line.startsWith("always ")) {
        moreAlways.add(line.substring("always ".length()).strip());
      } else if (line.equals("ignore-others")) {
        ignore = true;
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        mistakes.add(
            "%s:%d: '%s' (expected: column COLUMN=NAME, always COLUMN=TEXT or ignore-others)"
                .formatted(file, number, Shown.escaped(line, 80)));
      }
    }
    return new ColumnFlags(moreColumns, moreAlways, ignore);
  }
}
