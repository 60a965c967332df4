// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.graph;

import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.Reference;
import dev.rekey.words.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Finds credentials by what a reference names, without looking at each. */
final class Listings {

  private final NavigableMap<String, List<Integer>> byIdentity = new TreeMap<>();
  private final NavigableMap<String, List<Integer>> byPlace = new TreeMap<>();

  Listings(List<LeakedCredential> credentials) {
    for (int i = 0; i < credentials.size(); i++) {
      LeakedCredential each = credentials.get(i);
      add(byIdentity, each.lane().system() + "/" + each.lane().identity(), i);
      for (Place place : each.places()) {
        add(byPlace, place.system() + ":" + place.location(), i);
      }
    }
  }

  private static void add(NavigableMap<String, List<Integer>> map, String key, int credential) {
    map.computeIfAbsent(key, name -> new ArrayList<>()).add(credential);
  }

  /** What a reference names, by number, sorted: what is accepted there, and what lies there. */
  int[] find(Reference reference) {
    IntStream found;
    if (!reference.identity().isEmpty()) {
      found = find(byIdentity, reference.toString());
    } else if (!reference.location().isEmpty()) {
      found = find(byPlace, reference.toString());
    } else {
      found = IntStream.concat(find(byIdentity, reference + "/*"), find(byPlace, reference + ":*"));
    }
    return found.distinct().sorted().toArray();
  }

  /** Of what a reference names, what is accepted there, by number, sorted. */
  int[] findAccepted(Reference reference) {
    if (!reference.location().isEmpty()) {
      return new int[0];
    }
    String pattern = reference.identity().isEmpty() ? reference + "/*" : reference.toString();
    return find(byIdentity, pattern).distinct().sorted().toArray();
  }

  private static IntStream find(NavigableMap<String, List<Integer>> map, String pattern) {
    if (!pattern.endsWith("*")) {
      return map.getOrDefault(pattern, List.of()).stream().mapToInt(Integer::intValue);
    }
    String prefix = pattern.substring(0, pattern.length() - 1);
    return map.subMap(prefix, true, prefix + Character.MAX_VALUE, true).values().stream()
        .flatMap(List::stream)
        .mapToInt(Integer::intValue);
  }
}
