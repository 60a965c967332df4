// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.stream.Collectors.joining;

import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan takes over unchanged from the one before it, because it is being carried out; and
 * what the scope says of it by now, which whoever approves must know.
 */
final class Carried {

  /** Of a first plan. */
  static final Carried NOTHING = new Carried(null);

  private static final int NAMED = 5;

  private final @Nullable Plan before;
  private final Map<RotationId, PlannedRotation> rotations = new LinkedHashMap<>();
  private final Map<Lane, Integer> turns = new LinkedHashMap<>();
  private final Set<RotationId> named = new LinkedHashSet<>();
  private final Set<String> differing = new LinkedHashSet<>();

  Carried(@Nullable Plan before) {
    this.before = before;
    if (before != null) {
      for (PlannedRotation each : before.rotations()) {
        rotations.put(each.id(), each);
        turns.merge(each.id().lane(), 1, Integer::sum);
      }
    }
  }

  List<PlannedRotation> rotations() {
    return before == null ? List.of() : before.rotations();
  }

  int waves() {
    return rotations().isEmpty() ? 0 : rotations().getLast().wave();
  }

  /** How many turns of a lane are taken. */
  int turns(Lane lane) {
    return turns.getOrDefault(lane, 0);
  }

  List<Playbook> playbooks(List<Playbook> more) {
    return before == null
        ? more
        : Stream.concat(before.playbooks().stream(), more.stream()).distinct().toList();
  }

  /**
   * Why rotations are in the plan that did not leak themselves: of what is carried, and of more.
   */
  List<Way> ways(Collection<Way> more) {
    return Stream.concat(before == null ? Stream.of() : before.ways().stream(), more.stream())
        .toList();
  }

  /** Whether a rotation is on its way; if so, takes note of what a row says of it by now. */
  boolean has(RotationId rotation, LeakedCredential credential) {
    PlannedRotation each = rotations.get(rotation);
    if (each == null) {
      return false;
    }
    named.add(rotation);
    if (!each.places().equals(credential.places())
        || !each.health().equals(credential.health())
        || !each.owner().equals(credential.owner())
        || each.privilege() != credential.privilege()
        || each.disposition() != credential.disposition()) {
      differing.add(name(rotation));
    }
    return true;
  }

  /** What whoever approves must know; to be asked when all rows were compared. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    tell(
        warnings,
        "described otherwise by a row by now, and yet carried out as approved before",
        List.copyOf(differing));
    tell(
        warnings,
        "named by no row that counts any more, and yet carried out as approved before",
        rotations.keySet().stream()
            .filter(each -> !named.contains(each))
            .map(Carried::name)
            .toList());
    return warnings;
  }

  private static void tell(List<String> warnings, String what, List<String> whom) {
    if (!whom.isEmpty()) {
      warnings.add(
          "%d %s: %s%s"
              .formatted(
                  whom.size(),
                  what,
                  whom.stream().limit(NAMED).collect(joining(", ")),
                  whom.size() > NAMED ? " and %d more".formatted(whom.size() - NAMED) : ""));
    }
  }

  private static String name(RotationId rotation) {
    return rotation.lane() + "/" + rotation.credential();
  }
}
