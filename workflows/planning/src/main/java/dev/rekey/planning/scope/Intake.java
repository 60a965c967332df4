// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.Mistake;
import dev.rekey.planning.text.Shown;
import dev.rekey.planning.text.Utf8;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads a list of leaked credentials, CSV with a header or JSON, in UTF-8.
 *
 * <p>Columns, in any order: {@code system}, {@code identity}, {@code kind}, {@code credential_id},
 * {@code owner}, {@code places}; {@code privilege} (read, write, admin, unknown; unknown if left
 * out), {@code exposure} (one line) and {@code disposition} (replace, retire, revoke-now; replace
 * if left out) need not be there. Some other usual names are taken for them, and a note says so;
 * for the rest there is a {@link ColumnMap}. Places: {@code
 * system:location#part=selector&part=selector}, several parted by {@code ;}; without selectors the
 * kind's defaults hold.
 */
public final class Intake {

  /** The most bytes that a list may have. */
  public static final int LARGEST_FILE = 64 << 20;

  private static final int MOST_ROWS = 1_000_000;
  private static final int LONGEST_REASON = 1_000;
  private static final int LONGEST_NAME = 200;
  private static final int SAMPLE = 50;

  private final String source;
  private final ColumnMap map;
  private final KnownSystems systems;
  private final Background background;

  private Intake(String source, ColumnMap map, KnownSystems systems, Background background) {
    this.source = source;
    this.map = map;
    this.systems = systems;
    this.background = background;
  }

  /**
   * Reads a list. Never throws for what is in it: a row that can't be acted upon is unresolved with
   * its reasons, a file that can't be read at all says why.
   *
   * @param name the list's name, as rows and mistakes cite it
   */
  public static IntakeResult read(String name, byte[] file, ColumnMap map, KnownSystems systems) {
    return read(name, file, map, systems, Background.NONE);
  }

  /**
   * The same, with what is known already of owners and of credentials that rows only name.
   *
   * @param background with any rule for owners, the list needs no column of them
   */
  public static IntakeResult read(
      String name, byte[] file, ColumnMap map, KnownSystems systems, Background background) {
    String source = Shown.escaped(name, LONGEST_NAME);
    Intake intake = new Intake(source, map, systems, background);
    if (file.length > LARGEST_FILE) {
      return intake.unreadable(
          "too-large",
          "%,d bytes (expected: at most %,d; split it)".formatted(file.length, LARGEST_FILE));
    }
    return switch (Utf8.decode(source, file)) {
      case Utf8.Wrong(Mistake mistake) -> new IntakeResult.Unreadable(List.of(mistake));
      case Utf8.Text(String text) -> intake.read(text);
    };
  }

  /**
   * Reads what somebody says that a row of the scope is: cells by the names of their columns, held
   * to the same rules as a list's.
   *
   * @param row the row of which it is said
   */
  public static IntakeResult resolution(
      ScopeRow row, Map<String, String> cells, KnownSystems systems) {
    List<Mistake> mistakes = new ArrayList<>();
    Header header =
        Header.read(
            row.source(),
            row.line(),
            List.copyOf(cells.keySet()),
            ColumnMap.NONE,
            /* ownersByRule= */ false,
            mistakes);
    if (!mistakes.isEmpty()) {
      return new IntakeResult.Unreadable(mistakes);
    }
    RowReader reader = new RowReader(header, systems, Background.NONE, List.copyOf(cells.values()));
    LeakedCredential credential = reader.credential();
    if (credential == null) {
      return new IntakeResult.Unreadable(
          reader.reasons().stream()
              .map(why -> new Mistake(row.source(), row.line(), 0, "unresolved", why))
              .toList());
    }
    return new IntakeResult.Read(
        List.of(
            new ScopeRow(
                row.source(),
                row.line(),
                RowState.RESOLVED,
                credential,
                "",
                row.shown(),
                new Clues(
                    new TreeMap<>(reader.said()),
                    row.clues().fingerprint(),
                    row.clues().inventory()))),
        List.of());
  }

  /**
   * Looks again at rows that could not be acted upon when their lists came: a list that comes
   * later, a system or a rule for owners may tell what they leave unsaid. Which came first makes no
   * difference.
   *
   * @return those that can be acted upon by now
   */
  public static List<ScopeRow> again(List<ScopeRow> rows, KnownSystems systems, OwnerRules owners) {
    List<ScopeRow> open = new ArrayList<>(rows);
    List<ScopeRow> resolved = new ArrayList<>();
    List<ScopeRow> more;
    do {
      List<ScopeRow> all = new ArrayList<>(rows);
      all.addAll(resolved);
      Background background = Background.of(owners, all);
      more = open.stream().flatMap(row -> again(row, systems, background).stream()).toList();
      Set<String> settled =
          more.stream()
              .map(ScopeRow::position)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      open.removeIf(row -> settled.contains(row.position()));
      resolved.addAll(more);
    } while (!more.isEmpty());
    return List.copyOf(resolved);
  }

  private static Optional<ScopeRow> again(
      ScopeRow row, KnownSystems systems, Background background) {
    Map<String, String> said = row.clues().cells();
    boolean open = row.state() == RowState.UNRESOLVED || row.state() == RowState.KNOWN;
    if (!open || row.credential() != null || said.isEmpty()) {
      return Optional.empty();
    }
    List<String> titles = Column.titles();
    Header header =
        Header.read(
            row.source(),
            row.line(),
            titles,
            ColumnMap.NONE,
            /* ownersByRule= */ true,
            new ArrayList<>());
    RowReader reader =
        new RowReader(
            header,
            systems,
            background,
            titles.stream().map(title -> said.getOrDefault(title, "")).toList());
    return Optional.ofNullable(reader.credential())
        .map(named -> row.resolved(named, reader.ownerReason()));
  }

  /**
   * Takes what was read as an inventory: its rows say what exists, and are in scope only if they
   * are named by another list too, or reached from what leaked.
   */
  public static IntakeResult.Read asInventory(IntakeResult.Read read) {
    return new IntakeResult.Read(
        read.rows().stream().map(ScopeRow::known).toList(), read.notes(), read.values());
  }

  private IntakeResult read(String text) {
    try {
      Optional<Sheet> sheet =
          JsonSheet.recognises(text) ? JsonSheet.read(text) : CsvSheet.read(text);
      return sheet
          .map(this::read)
          .orElseGet(() -> unreadable("empty", "nothing in it (expected: a header and rows)"));
    } catch (JsonItems.Malformed e) {
      return unreadable("not-json", String.valueOf(e.getMessage()));
    }
  }

  private IntakeResult read(Sheet sheet) {
    List<Mistake> mistakes = new ArrayList<>();
    Header header = header(sheet.header(), mistakes);
    if (!mistakes.isEmpty()) {
      return new IntakeResult.Unreadable(mistakes, proposal(sheet));
    }
    List<ScopeRow> rows = new ArrayList<>();
    for (Optional<Sheet.Row> row = sheet.next(); row.isPresent(); row = sheet.next()) {
      if (rows.size() == MOST_ROWS) {
        return unreadable(
            "too-many-rows",
            "more than %,d rows (expected: at most that; split it)".formatted(MOST_ROWS));
      }
      rows.add(row(header, row.get()));
    }
    if (rows.isEmpty()) {
      return unreadable("no-rows", "no row below the header (expected: at least one)");
    }
    List<String> notes = new ArrayList<>(header.notes());
    notes.addAll(sheet.notes());
    return new IntakeResult.Read(Scope.merged(rows), notes, sheet.values());
  }

  private Header header(Sheet.Row row, List<Mistake> mistakes) {
    return switch (row) {
      case Sheet.Row.Good(int number, List<String> cells, var _) ->
          Header.read(source, number, cells, map, !background.owners().rules().isEmpty(), mistakes);
      case Sheet.Row.Bad(int number, String why, var _) -> {
        mistakes.add(new Mistake(source, number, 0, "no-header", why));
        yield new Header(Map.of(), Map.of(), 0, List.of());
      }
    };
  }

  /** What to try next with a list whose columns are not understood. */
  private List<String> proposal(Sheet sheet) {
    if (!(sheet.header() instanceof Sheet.Row.Good(var _, List<String> header, var _))) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    Optional<Sheet.Row> row = sheet.next();
    while (row.isPresent() && rows.size() < SAMPLE) {
      if (row.get() instanceof Sheet.Row.Good(var _, List<String> cells, var _)
          && cells.size() == header.size()) {
        rows.add(cells);
      }
      row = sheet.next();
    }
    return Proposal.flags(header, rows, systems);
  }

  private ScopeRow row(Header header, Sheet.Row row) {
    return switch (row) {
      case Sheet.Row.Bad(var _, String why, var _) -> unresolved(row, why, Clues.NONE);
      case Sheet.Row.Good(int number, List<String> cells, String shown) -> {
        RowReader reader = new RowReader(header, systems, background, cells);
        LeakedCredential credential = reader.credential();
        Clues clues = Clues.of(reader.said());
        yield credential == null
            ? unresolved(row, String.join("; ", reader.reasons()), clues)
            : new ScopeRow(
                source, number, RowState.RESOLVED, credential, reader.ownerReason(), shown, clues);
      }
    };
  }

  private ScopeRow unresolved(Sheet.Row row, String why, Clues clues) {
    return new ScopeRow(
        source,
        row.number(),
        RowState.UNRESOLVED,
        null,
        Shown.escaped(why, LONGEST_REASON),
        row.shown(),
        clues);
  }

  private IntakeResult unreadable(String rule, String message) {
    return new IntakeResult.Unreadable(List.of(Mistake.ofFile(source, rule, message)));
  }
}
