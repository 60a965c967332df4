// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the consumers of one kind of credential met.
 *
 * @param requests how many they made, failed ones included
 * @param failures those that failed, oldest first
 * @param longestGap the longest that one of them was turned away, from its first refused request to
 *     the first good one after it
 */
public record Tally(long requests, List<Failure> failures, Duration longestGap) {
  /** Nothing yet. */
  public static final Tally NONE = new Tally(0, List.of(), Duration.ZERO);

  /** Copies, so that nothing can be changed later. */
  public Tally {
    failures = List.copyOf(failures);
  }

  /** This and another one's. */
  public Tally plus(Tally other) {
    List<Failure> all = new ArrayList<>(failures);
    all.addAll(other.failures);
    return new Tally(
        requests + other.requests,
        all,
        longestGap.compareTo(other.longestGap) < 0 ? other.longestGap : longestGap);
  }
}
