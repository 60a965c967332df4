// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.planning.Opener.Opens;
import dev.rekey.planning.graph.DirectOpeners;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Which rotations of a plan wait until others are dead: for those that open them and stand in an
 * earlier wave. So the gate follows the order that the planner found, and nothing ever waits for
 * what waits for it.
 */
final class Openers {

  /** So many are named; where there are more, those that die last. */
  static final int MOST = 30;

  private record Name(Lane lane, CredentialId id) {}

  private final List<PlannedRotation> planned = new ArrayList<>();
  private final List<ScopeRow> unresolved = new ArrayList<>();
  private final Map<Name, Integer> numbers = new LinkedHashMap<>();
  private final DirectOpeners direct;
  private final int carried;
  private final List<String> tooMany = new ArrayList<>();

  private Openers(
      List<PlannedRotation> rotations, int carried, List<ScopeRow> rows, List<ScopeRow> unplanned) {
    Map<Name, LeakedCredential> known = new LinkedHashMap<>();
    for (ScopeRow row : rows) {
      LeakedCredential named = row.credential();
      if (named != null) {
        known.putIfAbsent(new Name(named.lane(), named.id()), named);
      }
    }
    List<LeakedCredential> credentials = new ArrayList<>();
    for (PlannedRotation each : rotations) {
      Name name = new Name(each.id().lane(), each.id().credential());
      LeakedCredential named = known.get(name);
      if (named != null) {
        numbers.put(name, planned.size());
        planned.add(each);
        credentials.add(named);
      }
    }
    for (ScopeRow row : unplanned) {
      if (row.credential() != null) {
        unresolved.add(row);
        credentials.add(row.credential());
      }
    }
    this.carried = carried;
    this.direct = DirectOpeners.of(credentials, Comparator.comparingInt(this::wave).reversed());
  }

  /**
   * Looks at what opens what.
   *
   * @param rotations in the plan's order
   * @param carried how many of them, the first ones, are carried out already
   * @param rows of the scope, merged: they say what each opens
   * @param unresolved the rows that nothing is done about yet
   */
  static Openers of(
      List<PlannedRotation> rotations,
      int carried,
      List<ScopeRow> rows,
      List<ScopeRow> unresolved) {
    return new Openers(rotations, carried, rows, unresolved);
  }

  /** What is not planned is not waited for. */
  private int wave(int number) {
    return number < planned.size() ? planned.get(number).wave() : Integer.MAX_VALUE;
  }

  /** The rotation, with those that it waits for; one that is carried out already stays as it is. */
  PlannedRotation in(PlannedRotation rotation) {
    Integer number = numbers.get(new Name(rotation.id().lane(), rotation.id().credential()));
    boolean waits = rotation.position() > carried && isReplaced(rotation);
    if (number == null || !waits) {
      return rotation;
    }
    SortedMap<Integer, Boolean> found =
        direct.of(
            number, other -> wave(other) < rotation.wave() && isApart(other, rotation), MOST + 1);
    if (found.size() > MOST) {
      tooMany.add(name(rotation));
    }
    return rotation.openedBy(
        found.entrySet().stream()
            .sorted(
                Comparator.comparingInt((Map.Entry<Integer, Boolean> one) -> -wave(one.getKey()))
                    .thenComparing(Map.Entry::getKey))
            .limit(MOST)
            .map(one ->
                new Opener(
                    planned.get(one.getKey()).id(), one.getValue() ? Opens.ISSUER : Opens.PLACE))
            .toList());
  }

  /** What whoever approves must know; to be asked when all rotations were looked at. */
  List<String> warnings() {
    Warnings found = Warnings.none();
    found.tell(
        "opened by more than %d others that leaked; only those are waited for that die last"
            .formatted(MOST),
        tooMany);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < unresolved.size(); i++) {
      if (direct.opensAny(planned.size() + i, this::isReplaced)) {
        rows.add(unresolved.get(i).position());
      }
    }
    found.tell(
        "unresolved, and opens what is replaced, which does not wait for it; resolve it or rule it"
            + " out first",
        rows);
    List<String> late = new ArrayList<>();
    for (int i = carried; i < planned.size() && carried > 0; i++) {
      PlannedRotation added = planned.get(i);
      if (added.position() > carried
          && direct.opensAny(i, other -> isCarried(other) && isApart(other, added))) {
        late.add(name(added));
      }
    }
    found.tell(
        "opens what is carried out already and does not wait for it; rotate that again after it",
        late);
    return found.all();
  }

  private boolean isCarried(int number) {
    return isReplaced(number) && planned.get(number).position() <= carried;
  }

  private boolean isReplaced(int number) {
    return number < planned.size() && isReplaced(planned.get(number));
  }

  private static boolean isReplaced(PlannedRotation one) {
    return one.disposition() == Disposition.REPLACE;
  }

  /** The credentials of one lane are taken in turn: none of them can wait for the next. */
  private boolean isApart(int number, PlannedRotation from) {
    return number < planned.size()
        && !Objects.equals(planned.get(number).id().lane(), from.id().lane());
  }

  private static String name(PlannedRotation one) {
    return one.id().lane() + "/" + one.id().credential();
  }
}
