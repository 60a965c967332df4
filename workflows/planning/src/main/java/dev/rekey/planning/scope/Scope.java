// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.stream.Collectors.joining;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.planning.text.Shown;
import dev.rekey.words.CredentialId;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Kind;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.SystemName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Merges what all rows of all sources say of the same credential. */
public final class Scope {

  private static final String BETWEEN = "; ";

  private Scope() {}

  /** What a system lists one credential under. */
  private record Listing(SystemName system, Kind kind, CredentialId id) {}

  /**
   * The same rows in the same order. Rows that name the same credential all carry what they say
   * together: all places, the highest privilege, every exposure. Rows that contradict one another
   * (another identity, owner or disposition) are all unresolved: nobody knows which one is right.
   * What a row leaves open contradicts nothing, so that it makes no difference which came first.
   * Rows of inventories alone stay known, and contradict nothing that is in scope; with a row that
   * says it leaked they are resolved. Ruled-out rows take no part. Merging again changes nothing,
   * except that rows whose contradiction was ruled out are resolved again.
   */
  public static List<ScopeRow> merged(List<ScopeRow> rows) {
    Map<Listing, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      LeakedCredential credential = rows.get(i).credential();
      if (credential != null && rows.get(i).state() != RowState.RULED_OUT) {
        groups.computeIfAbsent(listing(credential), key -> new ArrayList<>()).add(i);
      }
    }
    List<ScopeRow> merged = new ArrayList<>(rows);
    for (List<Integer> group : groups.values()) {
      List<ScopeRow> same = group.stream().map(rows::get).toList();
      String clash = clash(same);
      boolean leaked = same.stream().anyMatch(row -> !row.clues().inventory());
      if (clash != null && !leaked) {
        // Nothing of it is in scope: which inventory is right can stay open.
        continue;
      }
      LeakedCredential whole = clash == null ? together(same) : null;
      for (int i = 0; i < group.size(); i++) {
        ScopeRow judged = judged(same, i, clash, whole);
        merged.set(group.get(i), leaked ? judged : judged.known());
      }
    }
    return List.copyOf(merged);
  }

  private static ScopeRow judged(
      List<ScopeRow> same, int which, @Nullable String clash, @Nullable LeakedCredential whole) {
    ScopeRow row = same.get(which);
    if (clash != null || whole == null) {
      return row.unresolved(String.valueOf(clash));
    }
    String reason =
        which == 0
            ? OwnerRules.kept(row.reason(), whole.owner())
            : "the same credential as %s: taken once, places merged"
                .formatted(same.getFirst().position());
    return row.resolved(whole, reason);
  }

  private static LeakedCredential credential(ScopeRow row) {
    return Objects.requireNonNull(row.credential(), "only rows with a credential are grouped");
  }

  private static Listing listing(LeakedCredential credential) {
    return new Listing(credential.lane().system(), credential.lane().kind(), credential.id());
  }

  /** Why these rows can't all be right; null if they can. */
  private static @Nullable String clash(List<ScopeRow> same) {
    String clash = clash(same, "identity", "identities", each -> each.lane().identity().value());
    if (clash == null) {
      clash = clash(stating(Column.OWNER, same), "owner", "owners", each -> each.owner().value());
    }
    if (clash == null) {
      clash =
          clash(
              stating(Column.DISPOSITION, same),
              "disposition",
              "dispositions",
              each -> CanonicalJson.name(each.disposition()));
    }
    return clash;
  }

  /** The rows that say it themselves, if any does; else all. */
  private static List<ScopeRow> stating(Column column, List<ScopeRow> same) {
    List<ScopeRow> stating = same.stream().filter(row -> !row.clues().leavesOpen(column)).toList();
    return stating.isEmpty() ? same : stating;
  }

  private static @Nullable String clash(
      List<ScopeRow> same, String one, String many, Function<LeakedCredential, String> said) {
    Map<String, String> positions = new LinkedHashMap<>();
    for (ScopeRow row : same) {
      positions.putIfAbsent(said.apply(credential(row)), row.position());
    }
    if (positions.size() < 2) {
      return null;
    }
    return "credential id '%s' stands under %d %s: %s (expected: one; correct or rule out the wrong %s)"
        .formatted(
            credential(same.getFirst()).id(),
            positions.size(),
            many,
            positions.entrySet().stream()
                .limit(5)
                .map(entry -> "'" + entry.getKey() + "' in " + entry.getValue())
                .collect(joining(", ")),
            one);
  }

  private static LeakedCredential together(List<ScopeRow> same) {
    LeakedCredential first = credential(same.getFirst());
    if (same.size() == 1) {
      return first;
    }
    Privilege privilege = first.privilege();
    Set<Place> places = new LinkedHashSet<>();
    Set<String> exposures = new LinkedHashSet<>();
    Set<HealthCheck> health = new LinkedHashSet<>();
    Ties ties = Ties.NONE;
    for (ScopeRow row : same) {
      LeakedCredential each = credential(row);
      privilege = higher(privilege, each.privilege());
      places.addAll(each.places());
      health.addAll(each.health());
      ties = ties.and(each.ties());
      if (!each.exposure().isEmpty()) {
        exposures.addAll(List.of(each.exposure().split(BETWEEN, -1)));
      }
    }
    return new LeakedCredential(
        first.lane(),
        first.id(),
        credential(stating(Column.OWNER, same).getFirst()).owner(),
        privilege,
        credential(stating(Column.DISPOSITION, same).getFirst()).disposition(),
        List.copyOf(places),
        exposures.isEmpty()
            ? ""
            : Shown.escaped(String.join(BETWEEN, exposures), Shown.LONGEST_LINE),
        ties,
        List.copyOf(health));
  }

  /** What somebody states counts more than what nobody knows. */
  private static Privilege higher(Privilege one, Privilege other) {
    if (one == Privilege.UNKNOWN || other == Privilege.UNKNOWN) {
      return one == Privilege.UNKNOWN ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
