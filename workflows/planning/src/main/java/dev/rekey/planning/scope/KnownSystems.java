// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.words.Kind;
import dev.rekey.words.Lane;
import dev.rekey.words.SystemName;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The systems that Rekey was told of. */
public record KnownSystems(SortedMap<SystemName, KnownSystem> systems) {

  public KnownSystems {
    systems = Collections.unmodifiableSortedMap(new TreeMap<>(systems));
  }

  /**
   * Builds the set.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static KnownSystems of(Collection<KnownSystem> systems) {
    SortedMap<SystemName, KnownSystem> byName = new TreeMap<>();
    for (KnownSystem system : systems) {
      if (byName.put(system.name(), system) != null) {
        throw new IllegalArgumentException(
            "system %s: given twice (expected: each name once)".formatted(system.name()));
      }
    }
    return new KnownSystems(byName);
  }

  /** The system of this name. */
  public Optional<KnownSystem> find(SystemName name) {
    return Optional.ofNullable(systems.get(name));
  }

  /** The one system that accepts credentials of a kind; none if several do. */
  Optional<KnownSystem> onlyOneWith(String kind) {
    List<KnownSystem> accepting =
        systems.values().stream()
            .filter(
                system -> system.kinds().keySet().stream().map(Kind::value).anyMatch(kind::equals))
            .toList();
    return accepting.size() == 1 ? Optional.of(accepting.getFirst()) : Optional.empty();
  }

  /** What is known of a lane's kind in its system. */
  public Optional<KnownKind> find(Lane lane) {
    return find(lane.system()).map(system -> system.kinds().get(lane.kind()));
  }
}
