// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.graph;

import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.Reference;
import dev.rekey.words.Privilege;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which credentials open which others. What a row declares holds; of one that declares nothing it
 * is taken that an administrator's opens its whole system: it can make keys of every identity
 * there, and read what lies there.
 *
 * <p>Nodes are numbers: first the credentials in the order given, then hubs, one for each thing
 * that is opened. An edge goes from a credential to the hubs that it opens, and from a hub to all
 * credentials that it stands for.
 */
public final class Openings {

  /** What is opened, of which of it the issuing side is, and how it is told. */
  @SuppressWarnings("ArrayRecordComponent") // Numbers by the ten thousand; never compared.
  private record Hub(String label, int[] opened, int[] accepted) {}

  private final List<LeakedCredential> credentials;
  private final Listings listings;
  private final List<Hub> hubs = new ArrayList<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<List<Integer>> opens = new ArrayList<>();

  private Openings(List<LeakedCredential> credentials) {
    this.credentials = List.copyOf(credentials);
    this.listings = new Listings(this.credentials);
    this.credentials.forEach(each -> opens.add(new ArrayList<>()));
  }

  /** The graph over these credentials; their order gives them their numbers, from 0. */
  public static Openings of(List<LeakedCredential> credentials) {
    Openings openings = new Openings(credentials);
    for (int i = 0; i < credentials.size(); i++) {
      openings.unlocks(i, credentials.get(i));
    }
    openings.provisions();
    return openings;
  }

  private void unlocks(int number, LeakedCredential credential) {
    List<Reference> declared = credential.ties().unlocks();
    for (Reference each : declared) {
      opens.get(number).add(hub(each.toString(), each));
    }
    if (declared.isEmpty() && credential.privilege() == Privilege.ADMIN) {
      Reference all = Reference.all(credential.lane().system());
      opens.get(number).add(hub("administrators of " + all, all));
    }
  }

  /** Whoever makes credentials could read those that it made, and can make more. */
  private void provisions() {
    Map<Reference, List<Integer>> made = new LinkedHashMap<>();
    for (int i = 0; i < credentials.size(); i++) {
      for (Reference maker : credentials.get(i).ties().provisionedBy()) {
        made.computeIfAbsent(maker, each -> new ArrayList<>()).add(i);
      }
    }
    made.forEach((maker, opened) -> {
      int hub = hubs.size();
      int[] numbers = opened.stream().mapToInt(Integer::intValue).toArray();
      hubs.add(new Hub("provisions", numbers, numbers));
      for (int each : listings.find(maker)) {
        opens.get(each).add(credentials.size() + hub);
      }
    });
  }

  private int hub(String label, Reference reference) {
    return numbers.computeIfAbsent(
        label,
        of -> {
          hubs.add(new Hub(label, listings.find(reference), listings.findAccepted(reference)));
          return credentials.size() + hubs.size() - 1;
        });
  }

  /** How many nodes there are. */
  int nodes() {
    return credentials.size() + hubs.size();
  }

  boolean isCredential(int node) {
    return node < credentials.size();
  }

  int[] next(int node) {
    return isCredential(node)
        ? opens.get(node).stream().mapToInt(Integer::intValue).toArray()
        : hubs.get(node - credentials.size()).opened();
  }

  /** Whether a hub opens the side that issues this credential, and not only a place of it. */
  boolean opensIssuer(int hub, int credential) {
    return Arrays.binarySearch(hubs.get(hub - credentials.size()).accepted(), credential) >= 0;
  }

  /** How people are told of a node. */
  String label(int node) {
    if (!isCredential(node)) {
      return hubs.get(node - credentials.size()).label();
    }
    LeakedCredential credential = credentials.get(node);
    return credential.lane() + "/" + credential.id();
  }
}
