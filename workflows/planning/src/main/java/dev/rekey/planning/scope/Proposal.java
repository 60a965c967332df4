// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.Shown;
import dev.rekey.words.Kind;
import dev.rekey.words.SystemName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proposes how to read a list whose columns are called otherwise: flags that a person can edit and
 * run. It goes by the names of columns and by what their first rows hold.
 */
final class Proposal {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_./-]+");

  private final List<String> header;
  private final List<List<String>> rows;
  private final KnownSystems systems;
  private final Map<Column, Integer> found = new EnumMap<>(Column.class);

  private Proposal(List<String> header, List<List<String>> rows, KnownSystems systems) {
    this.header = header;
    this.rows = rows;
    this.systems = systems;
  }

  /**
   * Flags for this list, beside what its usual names say already; empty if nothing can be said.
   *
   * @param rows the first good rows, each as wide as the header
   */
  static List<String> flags(List<String> header, List<List<String>> rows, KnownSystems systems) {
    return new Proposal(header, rows, systems).flags();
  }

  private List<String> flags() {
    Set<Column> usual = EnumSet.noneOf(Column.class);
    Set<Integer> free = new LinkedHashSet<>();
    for (int i = 0; i < header.size(); i++) {
      Column column = Column.find(header.get(i));
      if (column != null) {
        usual.add(column);
      } else if (!Header.ofValues(header.get(i))) {
        free.add(i);
      }
    }
    guess(usual, free, this::byContent);
    guess(usual, free, this::byName);
    if (usual.isEmpty() && found.isEmpty()) {
      return List.of();
    }
    List<String> flags = new ArrayList<>();
    found.forEach((column, index) ->
        flags.add("--column %s=%s".formatted(column.title(), quoted(header.get(index)))));
    missing(usual)
        .forEach(column -> flags.add("--always %s=%s".formatted(column.title(), constant(column))));
    if (!free.isEmpty()) {
      flags.add("--ignore-others");
    }
    return flags;
  }

  private interface Guess {
    boolean fits(Column column, int index);
  }

  private void guess(Set<Column> usual, Set<Integer> free, Guess guess) {
    for (Column column : Column.values()) {
      if (usual.contains(column) || found.containsKey(column)) {
        continue;
      }
      Integer index = first(free, column, guess);
      if (index != null) {
        found.put(column, index);
        free.remove(index);
      }
    }
  }

  private static @Nullable Integer first(Set<Integer> free, Column column, Guess guess) {
    return free.stream().filter(index -> guess.fits(column, index)).findFirst().orElse(null);
  }

  private boolean byContent(Column column, int index) {
    List<String> cells =
        rows.stream().map(row -> row.get(index).strip()).filter(cell -> !cell.isEmpty()).toList();
    if (cells.isEmpty()) {
      return false;
    }
    return switch (column) {
      case SYSTEM -> names().containsAll(cells);
      case KIND -> kinds().containsAll(cells);
      case CREDENTIAL_ID ->
          cells.stream().allMatch(cell -> TruffleHog.AWS_ID.matcher(cell).matches());
      case PLACES ->
          cells.stream()
              .allMatch(cell -> names().stream().anyMatch(name -> cell.startsWith(name + ":")));
      case IDENTITY, OWNER, PRIVILEGE, EXPOSURE, DISPOSITION, UNLOCKS, PROVISIONED_BY, HEALTH ->
          false;
    };
  }

  private boolean byName(Column column, int index) {
    String folded = Column.folded(header.get(index));
    return words(column).stream().anyMatch(folded::contains);
  }

  /** Words that give a column away. */
  private static List<String> words(Column column) {
    return switch (column) {
      case CREDENTIAL_ID -> List.of("key_id", "keyid", "accessor", "credential");
      case OWNER -> List.of("owner", "team", "responsible");
      case IDENTITY -> List.of("identity", "user", "principal", "service_account", "login");
      case PLACES -> List.of("place", "path", "location", "stored");
      case PRIVILEGE -> List.of("privilege", "permission", "right", "scope");
      case EXPOSURE -> List.of("exposure", "found", "source", "leak");
      case SYSTEM -> List.of("system", "provider", "account");
      case KIND -> List.of("kind", "type");
      case DISPOSITION -> List.of("disposition");
      case UNLOCKS -> List.of("unlock");
      case PROVISIONED_BY -> List.of("provision");
      case HEALTH -> List.of("health");
    };
  }

  private List<Column> missing(Set<Column> usual) {
    return Stream.of(Column.values())
        .filter(Column::required)
        .filter(column -> !usual.contains(column) && !found.containsKey(column))
        .toList();
  }

  /** What fills a column that the list does not have: the only candidate, or a word to replace. */
  private String constant(Column column) {
    List<String> candidates =
        switch (column) {
          case SYSTEM ->
              systems.systems().values().stream()
                  .filter(system -> !system.kinds().isEmpty())
                  .map(system -> system.name().value())
                  .toList();
          case KIND -> kinds();
          case IDENTITY,
              CREDENTIAL_ID,
              OWNER,
              PLACES,
              PRIVILEGE,
              EXPOSURE,
              DISPOSITION,
              UNLOCKS,
              PROVISIONED_BY,
              HEALTH ->
              List.of();
        };
    return candidates.size() == 1 ? candidates.getFirst() : column.title().toUpperCase(Locale.ROOT);
  }

  private List<String> names() {
    return systems.systems().keySet().stream().map(SystemName::value).toList();
  }

  private List<String> kinds() {
    return systems.systems().values().stream()
        .flatMap(system -> system.kinds().keySet().stream())
        .map(Kind::value)
        .distinct()
        .toList();
  }

  /** Fit to be pasted into a shell: a list's author must not be able to add a command. */
  private static String quoted(String name) {
    return SAFE.matcher(name).matches()
        ? name
        : "'" + Shown.escaped(name.strip(), 80).replace("'", "'\\''") + "'";
  }
}
