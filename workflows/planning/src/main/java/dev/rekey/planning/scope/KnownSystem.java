// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;

import dev.rekey.words.Kind;
import dev.rekey.words.SystemName;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A system that Rekey was told of, as far as planning needs to know it.
 *
 * @param connector the connector's name, for example {@code aws}
 * @param kinds the kinds of credential that it accepts; empty if it only holds places
 * @param holdsPlaces whether consumers read credentials there
 * @param readsPlaces whether Rekey can look what stands there; else only people can
 */
public record KnownSystem(
    SystemName name,
    String connector,
    SortedMap<Kind, KnownKind> kinds,
    boolean holdsPlaces,
    boolean readsPlaces) {

  public KnownSystem {
    requireNonNull(name, "name is null");
    requireNonNull(connector, "connector is null");
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
  }

  /** Builds a system from unsorted kinds, whose places can be read if it holds any. */
  public static KnownSystem of(
      SystemName name, String connector, Map<Kind, KnownKind> kinds, boolean holdsPlaces) {
    return new KnownSystem(name, connector, new TreeMap<>(kinds), holdsPlaces, holdsPlaces);
  }

  /** The same, where nobody but people can look at a place. */
  public KnownSystem unread() {
    return new KnownSystem(name, connector, kinds, holdsPlaces, /* readsPlaces= */ false);
  }
}
