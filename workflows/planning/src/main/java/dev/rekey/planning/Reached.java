// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.planning.graph.Closure;
import dev.rekey.planning.graph.Openings;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Lane;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which credentials that inventories know are reached from those that leaked, and how. */
final class Reached {

  private record Name(Lane lane, CredentialId id) implements Comparable<Name> {

    static Name of(LeakedCredential credential) {
      return new Name(credential.lane(), credential.id());
    }

    @Override
    public int compareTo(Name other) {
      int lanes = lane.compareTo(other.lane);
      return lanes == 0 ? id.compareTo(other.id) : lanes;
    }
  }

  private final Map<Name, Integer> numbers = new TreeMap<>();
  private final Closure closure;

  private Reached(Map<Name, LeakedCredential> credentials, Set<Name> leaked) {
    credentials.keySet().forEach(name -> numbers.put(name, numbers.size()));
    closure =
        Closure.from(
            Openings.of(List.copyOf(credentials.values())),
            leaked.stream().map(this::number).sorted().toList());
  }

  /** Looks at rows that are merged. */
  static Reached of(List<ScopeRow> rows) {
    Map<Name, LeakedCredential> credentials = new TreeMap<>();
    Set<Name> leaked = new LinkedHashSet<>();
    for (ScopeRow row : rows) {
      LeakedCredential named = row.credential();
      if (named == null) {
        continue;
      }
      switch (row.state()) {
        case RESOLVED -> {
          credentials.put(Name.of(named), named);
          leaked.add(Name.of(named));
        }
        case KNOWN -> credentials.putIfAbsent(Name.of(named), named);
        case UNRESOLVED, RULED_OUT -> {}
      }
    }
    return new Reached(credentials, leaked);
  }

  boolean contains(LeakedCredential credential) {
    return closure.contains(number(Name.of(credential)));
  }

  /** The way to a credential that did not leak itself; empty for all others. */
  Optional<String> path(LeakedCredential credential) {
    return closure.path(number(Name.of(credential)));
  }

  private int number(Name name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalStateException("%s/%s: no row names it".formatted(name.lane(), name.id()));
    }
    return number;
  }
}
