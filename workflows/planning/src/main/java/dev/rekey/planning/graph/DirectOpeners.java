// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.graph;

import dev.rekey.planning.scope.LeakedCredential;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Which credentials open which, without a step in between. Those that open the same stay together,
 * so that a thousand administrators of one system are a thousand and not a million pairs.
 */
public final class DirectOpeners {

  private final Openings openings;
  private final int credentials;
  private final List<List<Integer>> openersOf = new ArrayList<>();
  private final List<List<Integer>> hubsOf = new ArrayList<>();

  private DirectOpeners(Openings openings, int credentials, Comparator<Integer> order) {
    this.openings = openings;
    this.credentials = credentials;
    for (int node = 0; node < openings.nodes(); node++) {
      openersOf.add(new ArrayList<>());
      hubsOf.add(new ArrayList<>());
    }
    for (int node = 0; node < openings.nodes(); node++) {
      for (int to : openings.next(node)) {
        (openings.isCredential(node) ? openersOf : hubsOf).get(to).add(node);
      }
    }
    openersOf.forEach(openers -> openers.sort(order));
  }

  /**
   * Looks at what opens what.
   *
   * @param credentials their order gives them their numbers, from 0
   * @param order which openers are named first where there are too many
   */
  public static DirectOpeners of(List<LeakedCredential> credentials, Comparator<Integer> order) {
    return new DirectOpeners(Openings.of(credentials), credentials.size(), order);
  }

  /**
   * Who opens one, by number.
   *
   * @param counts which of them count
   * @param most how many are looked for over each way of opening it
   * @return whether it is the issuing side that is opened, by opener
   */
  public SortedMap<Integer, Boolean> of(int credential, IntPredicate counts, int most) {
    SortedMap<Integer, Boolean> found = new TreeMap<>();
    for (int hub : hubsOf.get(credential)) {
      boolean issuer = openings.opensIssuer(hub, credential);
      int left = most;
      for (int opener : openersOf.get(hub)) {
        if (left == 0) {
          break;
        }
        if (opener != credential && counts.test(opener)) {
          found.merge(opener, issuer, Boolean::logicalOr);
          left--;
        }
      }
    }
    return found;
  }

  /** Whether this one opens any that counts. */
  public boolean opensAny(int opener, IntPredicate counts) {
    if (opener >= credentials) {
      throw new IllegalArgumentException(
          "credential %d (expected: below %d)".formatted(opener, credentials));
    }
    for (int hub : openings.next(opener)) {
      for (int opened : openings.next(hub)) {
        if (opened != opener && counts.test(opened)) {
          return true;
        }
      }
    }
    return false;
  }
}
