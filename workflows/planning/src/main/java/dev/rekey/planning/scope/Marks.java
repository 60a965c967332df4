// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.stream.Collectors.joining;

import dev.rekey.words.CredentialId;
import dev.rekey.words.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What ids and the fingerprints of found values tell: which credentials were reused, that is share
 * their value or their id with another one, in another system or of another identity. They are
 * linked and never made one, for to kill one is not to kill the other.
 */
public final class Marks {

  private static final int NAMED = 3;

  /** What is listed under the same id. */
  private record Listed(Kind kind, CredentialId id) {}

  private final Map<String, SortedSet<String>> byValue = new LinkedHashMap<>();
  private final Map<Listed, SortedSet<String>> byId = new LinkedHashMap<>();
  private final Map<String, Set<String>> sentences = new LinkedHashMap<>();
  private final Set<String> found = new LinkedHashSet<>();

  private Marks() {}

  /** Looks through all rows that are not ruled out. */
  public static Marks among(List<ScopeRow> rows) {
    Marks marks = new Marks();
    for (ScopeRow row : rows) {
      if (row.state() == RowState.RULED_OUT) {
        continue;
      }
      if (!row.clues().fingerprint().isEmpty()) {
        marks
            .byValue
            .computeIfAbsent(row.clues().fingerprint(), mark -> new TreeSet<>())
            .add(name(row));
      }
      LeakedCredential named = row.credential();
      if (named != null) {
        if (!row.clues().fingerprint().isEmpty()) {
          marks.found.add(name(named));
        }
        marks.byId.computeIfAbsent(listed(named), id -> new TreeSet<>()).add(name(row));
      }
    }
    for (ScopeRow row : rows) {
      List<String> shared = marks.reused(row);
      if (!shared.isEmpty()) {
        Set<String> all = marks.sentences.computeIfAbsent(name(row), of -> new LinkedHashSet<>());
        all.addAll(shared);
      }
    }
    return marks;
  }

  /** What a credential shares with which others, one sentence each; none if nothing. */
  public List<String> reused(LeakedCredential credential) {
    return List.copyOf(sentences.getOrDefault(name(credential), Set.of()));
  }

  /** What a row shares with which others, one sentence each; none if nothing. */
  public List<String> reused(ScopeRow row) {
    List<String> shared = new ArrayList<>();
    if (row.state() == RowState.RULED_OUT) {
      return shared;
    }
    LeakedCredential named = row.credential();
    add(shared, "value", row, byValue.get(row.clues().fingerprint()));
    add(shared, "id", row, named == null ? null : byId.get(listed(named)));
    return List.copyOf(shared);
  }

  /** Whether the value of this very credential came with a list. */
  public boolean valueFound(LeakedCredential credential) {
    return found.contains(name(credential));
  }

  private static void add(
      List<String> shared, String what, ScopeRow row, @Nullable SortedSet<String> names) {
    if (names == null || names.size() < 2) {
      return;
    }
    List<String> others = names.stream().filter(name -> !name.equals(name(row))).toList();
    shared.add(
        "the same %s as %s%s"
            .formatted(
                what,
                others.stream().limit(NAMED).collect(joining(", ")),
                others.size() > NAMED ? " and %d more".formatted(others.size() - NAMED) : ""));
  }

  private static Listed listed(LeakedCredential credential) {
    return new Listed(credential.lane().kind(), credential.id());
  }

  private static String name(ScopeRow row) {
    LeakedCredential named = row.credential();
    return named == null ? row.position() : name(named);
  }

  private static String name(LeakedCredential credential) {
    return credential.lane() + "/" + credential.id();
  }
}
