// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.Shown;
import dev.rekey.words.CredentialValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * JSON: an array of objects, an object with one such array in it, or one object a line.
 *
 * <p>What is nested is a column under its path ({@code extra.account}), a list of plain values one
 * cell with {@code ;} between. A row's number is that of its object, counted from 1.
 */
final class JsonSheet implements Sheet {

  private final Row header;
  private final Iterator<Row> rows;
  private final List<JsonItems.Item> findings;
  private final List<String> notes;

  private JsonSheet(Row header, List<Row> rows, List<JsonItems.Item> findings, List<String> notes) {
    this.header = header;
    this.rows = rows.iterator();
    this.findings = findings;
    this.notes = notes;
  }

  /** Whether a text can only be JSON: no header of CSV begins like that. */
  static boolean recognises(String text) {
    String first = text.stripLeading();
    return first.startsWith("{") || first.startsWith("[");
  }

  /**
   * The sheet in this text; empty if there is no object in it.
   *
   * @throws JsonItems.Malformed if no object of it can be told from the next
   */
  static Optional<Sheet> read(String text) throws JsonItems.Malformed {
    List<JsonItems.Item> items = JsonItems.of(text);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<String> notes = new ArrayList<>();
    List<JsonItems.Item> findings = List.of();
    if (TruffleHog.recognises(items)) {
      findings = items;
      items = TruffleHog.rows(items);
      notes.add("read as TruffleHog's findings; the values in them are in the escrow, sealed");
    }
    Set<String> names = new LinkedHashSet<>();
    items.forEach(item -> names.addAll(item.cells().keySet()));
    List<String> header = List.copyOf(names);
    List<Row> rows = items.stream().map(item -> row(item, header)).toList();
    return Optional.of(new JsonSheet(new Row.Good(1, header, ""), rows, findings, notes));
  }

  @Override
  public Row header() {
    return header;
  }

  @Override
  public Optional<Row> next() {
    return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
  }

  @Override
  public Map<Integer, CredentialValue> values() {
    return TruffleHog.values(findings);
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  private static Row row(JsonItems.Item item, List<String> header) {
    Map<String, String> cells = item.cells();
    String shown =
        cells.entrySet().stream()
            .filter(cell -> !cell.getValue().isEmpty())
            .map(cell -> cell.getKey() + "=" + cell.getValue())
            .collect(Collectors.joining(" "));
    shown = Shown.escaped(SecretLookalike.hidden(shown), Shown.LONGEST_LINE);
    return item.wrong().isEmpty()
        ? new Row.Good(
            item.number(),
            header.stream().map(name -> cells.getOrDefault(name, "")).toList(),
            shown)
        : new Row.Bad(item.number(), item.wrong(), shown);
  }
}
