// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.planning.text.DidYouMean;
import dev.rekey.planning.text.Shown;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.Lane;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one row and gathers all reasons why it can't be acted upon. */
final class RowReader {

  private final Header header;
  private final KnownSystems systems;
  private final Background background;
  private final List<String> cells;
  private final List<String> reasons = new ArrayList<>();
  private String ownerReason = "";
  private boolean readable;
  private @Nullable LeakedCredential known;

  RowReader(Header header, KnownSystems systems, Background background, List<String> cells) {
    this.header = header;
    this.systems = systems;
    this.background = background;
    this.cells = cells;
  }

  /** Why the row is unresolved; empty if it is not. To be asked after {@link #credential}. */
  List<String> reasons() {
    return List.copyOf(reasons);
  }

  /** Which rule gave it its owner; empty if the row said it. */
  String ownerReason() {
    return ownerReason;
  }

  /**
   * What its columns say, by their names, for another look once more is known; nothing where a cell
   * holds what may not be kept. To be asked after {@link #credential}.
   */
  Map<String, String> said() {
    Map<String, String> said = new TreeMap<>();
    if (readable) {
      for (Column column : Column.values()) {
        if (!cell(column).isEmpty()) {
          said.put(column.title(), cell(column));
        }
      }
    }
    return said;
  }

  /** What the row names; null if there is a reason why not. */
  @Nullable LeakedCredential credential() {
    if (cells.size() != header.width()) {
      reasons.add(
          "%d cells (expected: %d, as in the header)".formatted(cells.size(), header.width()));
      return null;
    }
    checkCells();
    if (!reasons.isEmpty()) {
      return null;
    }
    readable = true;
    KnownSystem system = system();
    KnownKind kind = system == null ? null : kind(system);
    CredentialId id = named(Column.CREDENTIAL_ID, CredentialId::new);
    known = system == null || kind == null || id == null ? null : known(system, kind, id);
    IdentityName identity =
        known != null && cell(Column.IDENTITY).isEmpty()
            ? known.lane().identity()
            : named(Column.IDENTITY, IdentityName::new);
    Privilege privilege =
        constant(
            Column.PRIVILEGE,
            Privilege.class,
            known == null ? Privilege.UNKNOWN : known.privilege());
    Disposition disposition =
        constant(
            Column.DISPOSITION,
            Disposition.class,
            known == null ? Disposition.REPLACE : known.disposition());
    List<Place> places = kind == null ? List.of() : places(kind, disposition);
    Ties ties = new Ties(references(Column.UNLOCKS), references(Column.PROVISIONED_BY));
    List<HealthCheck> health = health();
    TeamName owner = owner(system, kind, identity, places);
    if (system == null
        || kind == null
        || identity == null
        || id == null
        || owner == null
        || !reasons.isEmpty()) {
      return null;
    }
    Lane lane = new Lane(system.name(), identity, kind.capabilities().kind());
    return new LeakedCredential(
        lane, id, owner, privilege, disposition, places, exposure(), ties, health);
  }

  /** What an earlier list says of the same credential, where this one says nothing. */
  private @Nullable LeakedCredential known(KnownSystem system, KnownKind kind, CredentialId id) {
    return background
        .find(system.name(), kind.capabilities().kind(), id)
        .map(ScopeRow::credential)
        .orElse(null);
  }

  /** As the row says it, else as an earlier list does, else as the first rule that matches. */
  private @Nullable TeamName owner(
      @Nullable KnownSystem system,
      @Nullable KnownKind kind,
      @Nullable IdentityName identity,
      List<Place> places) {
    if (known != null && cell(Column.OWNER).isEmpty()) {
      return known.owner();
    }
    OwnerRules owners = background.owners();
    if (!cell(Column.OWNER).isEmpty() || owners.rules().isEmpty()) {
      return named(Column.OWNER, TeamName::new);
    }
    if (system == null || kind == null || identity == null) {
      return null;
    }
    Lane lane = new Lane(system.name(), identity, kind.capabilities().kind());
    OwnerRules.Matched matched = owners.match(lane, places).orElse(null);
    if (matched == null) {
      reasons.add(
          "owner: empty, and none of %d rules matches (expected: a team, or a rule for it)"
              .formatted(owners.rules().size()));
      return null;
    }
    ownerReason = matched.reason();
    return matched.rule().owner();
  }

  /** What no cell may hold, whatever its column. */
  private void checkCells() {
    for (Column column : Column.values()) {
      String text = cell(column);
      if (text.codePoints().anyMatch(Shown::hidden)) {
        reasons.add(
            "%s: '%s' holds control or invisible characters (expected: none)"
                .formatted(column.title(), Shown.escaped(text, 80)));
      } else if (!text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0) {
        reasons.add(
            "%s: '%s' starts like a spreadsheet's formula (expected: no =, +, - or @ in front)"
                .formatted(column.title(), Shown.escaped(SecretLookalike.hidden(text), 80)));
      } else if (SecretLookalike.in(text)) {
        reasons.add(
            ("%s: looks like a secret's value (expected: names only; take it out of the list, and"
                    + " treat the list as leaked)")
                .formatted(column.title()));
      }
    }
  }

  private String cell(Column column) {
    Integer index = header.places().get(column);
    String text = index == null ? "" : cells.get(index).strip();
    return text.isEmpty() ? header.always().getOrDefault(column, "") : text;
  }

  private @Nullable KnownSystem system() {
    if (cell(Column.SYSTEM).isEmpty()) {
      Optional<KnownSystem> only = systems.onlyOneWith(cell(Column.KIND));
      if (only.isPresent()) {
        return only.get();
      }
    }
    List<String> names = systems.systems().keySet().stream().map(SystemName::value).toList();
    SystemName name = named(Column.SYSTEM, SystemName::new);
    if (name == null) {
      return null;
    }
    KnownSystem system = systems.systems().get(name);
    if (system == null) {
      reasons.add(
          "system '%s' is not known%s (expected: one of %s)"
              .formatted(name, DidYouMean.hint(name.value(), names), names));
    }
    return system;
  }

  private @Nullable KnownKind kind(KnownSystem system) {
    Kind kind = named(Column.KIND, Kind::new);
    if (kind == null) {
      return null;
    }
    KnownKind known = system.kinds().get(kind);
    if (known == null) {
      List<String> kinds = system.kinds().keySet().stream().map(Kind::value).toList();
      reasons.add(
          "system %s has no kind '%s'%s (expected: one of %s)"
              .formatted(system.name(), kind, DidYouMean.hint(kind.value(), kinds), kinds));
    }
    return known;
  }

  private List<Place> places(KnownKind kind, Disposition disposition) {
    if (known != null && cell(Column.PLACES).isEmpty()) {
      return known.places();
    }
    int before = reasons.size();
    List<Place> places = new PlacesCell(systems, kind, reasons).read(cell(Column.PLACES));
    // Who makes it by hand installs it by hand where Rekey knows no place.
    boolean needed = disposition == Disposition.REPLACE && !kind.capabilities().byHand();
    if (places.isEmpty() && needed && reasons.size() == before) {
      reasons.add(
          "places: none (expected: where the replacement goes, or disposition 'retire' if nobody"
              + " needs it)");
    }
    return places;
  }

  private List<Reference> references(Column column) {
    return new ReferencesCell(systems, reasons).read(column, cell(column));
  }

  /** As the row says it, else as an earlier list does. */
  private List<HealthCheck> health() {
    return known != null && cell(Column.HEALTH).isEmpty()
        ? known.health()
        : new HealthCell(systems, reasons).read(cell(Column.HEALTH));
  }

  private String exposure() {
    String text = cell(Column.EXPOSURE);
    return text.isEmpty() ? "" : Shown.escaped(text, Shown.LONGEST_LINE);
  }

  private <T> @Nullable T named(Column column, Function<String, T> type) {
    String text = cell(column);
    if (text.isEmpty()) {
      reasons.add("%s: empty (expected: a value)".formatted(column.title()));
      return null;
    }
    try {
      return type.apply(text);
    } catch (IllegalArgumentException e) {
      reasons.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private <E extends Enum<E>> E constant(Column column, Class<E> type, E otherwise) {
    String text = cell(column);
    if (text.isEmpty()) {
      return otherwise;
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(CanonicalJson::name).toList();
    int index = names.indexOf(text.toLowerCase(Locale.ROOT).replace('_', '-'));
    if (index < 0) {
      reasons.add(
          "%s: '%s'%s (expected: one of %s)"
              .formatted(
                  column.title(), Shown.escaped(text, 40), DidYouMean.hint(text, names), names));
      return otherwise;
    }
    return type.getEnumConstants()[index];
  }
}
