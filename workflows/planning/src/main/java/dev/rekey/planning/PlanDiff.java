// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.RotationId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a plan changes against the previous one; lists are in the order of the plan they come from.
 *
 * @param added rotations that only the new plan has
 * @param removed rotations that only the previous plan has
 * @param changed rotations of which something that an approval binds to has changed
 * @param moved rotations that only stand in another wave
 * @param unresolvedAdded rows that are unresolved now and were not before
 * @param unresolvedRemoved rows that were unresolved and are not any more
 */
public record PlanDiff(
    List<PlannedRotation> added,
    List<PlannedRotation> removed,
    List<Change> changed,
    List<PlannedRotation> moved,
    List<ScopeRow> unresolvedAdded,
    List<ScopeRow> unresolvedRemoved) {

  /**
   * One changed rotation.
   *
   * @param after as the new plan has it
   * @param facts the names of the facts that differ, sorted; approvals of the rotation as it was
   *     before do not count for it any more
   */
  public record Change(PlannedRotation before, PlannedRotation after, List<String> facts) {

    public Change {
      facts = List.copyOf(facts);
    }
  }

  public PlanDiff {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    moved = List.copyOf(moved);
    unresolvedAdded = List.copyOf(unresolvedAdded);
    unresolvedRemoved = List.copyOf(unresolvedRemoved);
  }

  /** Compares a plan with the one before it; of a first plan everything is added. */
  public static PlanDiff between(Optional<Plan> previous, Plan next) {
    Map<RotationId, PlannedRotation> left = new TreeMap<>();
    previous.ifPresent(plan -> plan.rotations().forEach(each -> left.put(each.id(), each)));
    List<PlannedRotation> added = new ArrayList<>();
    List<Change> changed = new ArrayList<>();
    List<PlannedRotation> moved = new ArrayList<>();
    for (PlannedRotation after : next.rotations()) {
      PlannedRotation before = left.remove(after.id());
      if (before == null) {
        added.add(after);
        continue;
      }
      List<String> facts = differing(before.facts(), after.facts());
      if (!facts.isEmpty()) {
        changed.add(new Change(before, after, facts));
      } else if (before.wave() != after.wave()) {
        moved.add(after);
      }
    }
    List<PlannedRotation> removed =
        previous.stream()
            .flatMap(plan -> plan.rotations().stream())
            .filter(rotation -> left.containsKey(rotation.id()))
            .toList();
    Set<ScopeRow> before = new LinkedHashSet<>(previous.map(Plan::unresolved).orElseGet(List::of));
    Set<ScopeRow> after = new LinkedHashSet<>(next.unresolved());
    return new PlanDiff(
        added, removed, changed, moved, without(after, before), without(before, after));
  }

  /** Whether both plans do the same. */
  public boolean isEmpty() {
    return added.isEmpty()
        && removed.isEmpty()
        && changed.isEmpty()
        && moved.isEmpty()
        && unresolvedAdded.isEmpty()
        && unresolvedRemoved.isEmpty();
  }

  private static List<String> differing(
      SortedMap<String, Object> before, SortedMap<String, Object> after) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .toList();
  }

  private static List<ScopeRow> without(Set<ScopeRow> rows, Set<ScopeRow> others) {
    return rows.stream().filter(row -> !others.contains(row)).toList();
  }
}
