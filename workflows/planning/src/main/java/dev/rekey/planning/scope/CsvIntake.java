// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.Mistake;
import dev.rekey.planning.text.Shown;
import dev.rekey.planning.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a list of leaked credentials: CSV as RFC 4180 has it, in UTF-8, with a header.
 *
 * <p>Columns, in any order: {@code system}, {@code identity}, {@code kind}, {@code credential_id},
 * {@code owner}, {@code places}; {@code privilege} (read, write, admin, unknown; unknown if left
 * out), {@code exposure} (one line) and {@code disposition} (replace, retire, revoke-now; replace
 * if left out) need not be there. Some other usual names are taken for them, and a note says so.
 * Places: {@code system:location#part=selector&part=selector}, several parted by {@code ;}; without
 * selectors the kind's defaults hold.
 *
 * <p>Unlike RFC 4180 a cell can't hold a line break: else one stray quote would swallow the rows
 * after it, and no row may get lost (promise P6).
 */
public final class CsvIntake {

  /** The most bytes that a list may have. */
  public static final int LARGEST_FILE = 64 << 20;

  private static final int MOST_ROWS = 1_000_000;
  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_NAME = 200;

  private final String source;
  private final KnownSystems systems;

  private CsvIntake(String source, KnownSystems systems) {
    this.source = source;
    this.systems = systems;
  }

  /**
   * Reads a list. Never throws for what is in it: a row that can't be acted upon is unresolved with
   * its reasons, a file that can't be read at all says why.
   *
   * @param name the list's name, as rows and mistakes cite it
   */
  public static IntakeResult read(String name, byte[] file, KnownSystems systems) {
    String source = Shown.escaped(name, LONGEST_NAME);
    if (file.length > LARGEST_FILE) {
      return unreadable(
          source,
          "too-large",
          "%,d bytes (expected: at most %,d; split it)".formatted(file.length, LARGEST_FILE));
    }
    return switch (Utf8.decode(source, file)) {
      case Utf8.Wrong(Mistake mistake) -> new IntakeResult.Unreadable(List.of(mistake));
      case Utf8.Text(String text) -> new CsvIntake(source, systems).read(new Lines(text));
    };
  }

  private IntakeResult read(Lines lines) {
    Optional<Lines.Line> first = lines.next();
    if (first.isEmpty()) {
      return unreadable(source, "empty", "nothing in it (expected: a header and rows)");
    }
    List<Mistake> mistakes = new ArrayList<>();
    Header header = header(first.get(), mistakes);
    if (!mistakes.isEmpty()) {
      return new IntakeResult.Unreadable(mistakes);
    }
    List<ScopeRow> rows = new ArrayList<>();
    for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      if (rows.size() == MOST_ROWS) {
        return unreadable(
            source,
            "too-many-rows",
            "more than %,d rows (expected: at most that; split it)".formatted(MOST_ROWS));
      }
      rows.add(row(header, line.get()));
    }
    if (rows.isEmpty()) {
      return unreadable(source, "no-rows", "no row below the header (expected: at least one)");
    }
    return new IntakeResult.Read(Scope.merged(rows), notes(header, lines));
  }

  private Header header(Lines.Line line, List<Mistake> mistakes) {
    return switch (Cells.of(line.text())) {
      case Cells.Good(List<String> cells) -> Header.read(source, line.number(), cells, mistakes);
      case Cells.Bad(String why) -> {
        mistakes.add(new Mistake(source, line.number(), 0, "no-header", why));
        yield new Header(Map.of(), 0, List.of());
      }
    };
  }

  private ScopeRow row(Header header, Lines.Line line) {
    return switch (Cells.of(line.text())) {
      case Cells.Bad(String why) -> unresolved(line, why);
      case Cells.Good(List<String> cells) -> {
        RowReader reader = new RowReader(header, systems, cells);
        LeakedCredential credential = reader.credential();
        yield credential == null
            ? unresolved(line, String.join("; ", reader.reasons()))
            : new ScopeRow(source, line.number(), RowState.RESOLVED, credential, "", shown(line));
      }
    };
  }

  private ScopeRow unresolved(Lines.Line line, String why) {
    return new ScopeRow(
        source,
        line.number(),
        RowState.UNRESOLVED,
        null,
        Shown.escaped(why, LONGEST_REASON),
        shown(line));
  }

  private static String shown(Lines.Line line) {
    return Shown.escaped(SecretLookalike.hidden(line.text()), Shown.LONGEST_LINE);
  }

  private static List<String> notes(Header header, Lines lines) {
    List<String> notes = new ArrayList<>(header.notes());
    if (lines.empty() > 0) {
      notes.add("%d rows of empty cells are passed over".formatted(lines.empty()));
    }
    return notes;
  }

  private static IntakeResult unreadable(String source, String rule, String message) {
    return new IntakeResult.Unreadable(List.of(Mistake.ofFile(source, rule, message)));
  }
}
