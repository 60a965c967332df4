// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

/**
 * How many credentials of each kind leak.
 *
 * @param aws access keys that applications hold
 * @param unused keys of the same users that nobody needs
 * @param appRoles secret-ids
 * @param tokens service tokens
 * @param sessions tokens of people's sessions
 * @param databases passwords of PostgreSQL roles
 * @param pairs pairs of PostgreSQL roles that are used in turn; both passwords of each
 * @param byHand tokens of a vendor without an interface for them; few, for people are slow
 */
public record Shares(
    int aws,
    int unused,
    int appRoles,
    int tokens,
    int sessions,
    int databases,
    int pairs,
    int byHand) {

  /** Below that some kind would not occur. */
  public static final int LEAST = 12;

  /** Shares a size out. */
  public static Shares of(int size) {
    if (size < LEAST) {
      throw new IllegalArgumentException("size: %d (expected: >= %d)".formatted(size, LEAST));
    }
    int few = 1 + size / 50;
    int byHand = size < 100 ? 1 : 2;
    int seventh = Math.max(1, size / 7);
    int eighth = Math.max(1, size / 8);
    return new Shares(
        size - 2 * seventh - eighth - 4 * few - byHand,
        few,
        seventh,
        eighth,
        few,
        seventh,
        few,
        byHand);
  }

  /** All of them. */
  public int sum() {
    return aws + unused + appRoles + tokens + sessions + databases + 2 * pairs + byHand;
  }
}
