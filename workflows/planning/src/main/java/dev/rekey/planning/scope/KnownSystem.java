// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;

import dev.rekey.words.Kind;
import dev.rekey.words.SystemName;
import java.util.Collections;
import java.util.List;
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
 * @param asks the hosts whose consumers it may ask whether they are well; empty if it asks none
 */
public record KnownSystem(
    SystemName name,
    String connector,
    SortedMap<Kind, KnownKind> kinds,
    boolean holdsPlaces,
    boolean readsPlaces,
    List<String> asks) {

  public KnownSystem {
    requireNonNull(name, "name is null");
    requireNonNull(connector, "connector is null");
    asks = List.copyOf(asks);
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
  }

  /** Builds a system from unsorted kinds, whose places can be read if it holds any. */
  public static KnownSystem of(
      SystemName name, String connector, Map<Kind, KnownKind> kinds, boolean holdsPlaces) {
    return new KnownSystem(
        name, connector, new TreeMap<>(kinds), holdsPlaces, holdsPlaces, List.of());
  }

  /** The same, where nobody but people can look at a place. */
  public KnownSystem unread() {
    return new KnownSystem(name, connector, kinds, holdsPlaces, /* readsPlaces= */ false, asks);
  }

  /** The same, which may ask consumers on these hosts. */
  public KnownSystem asking(List<String> hosts) {
    return new KnownSystem(name, connector, kinds, holdsPlaces, readsPlaces, hosts);
  }
}
